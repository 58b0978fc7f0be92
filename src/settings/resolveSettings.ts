import type { Diagnostics } from '../diagnostics/diagnostics';
import { intrinsicOf } from '../template/intrinsics';
import { isScalar, type Json, type Trail } from '../template/json';
import type { Values } from '../template/values';
import { resolveDeployment } from './deployment';
import type { Mark, Statements } from './marks';
import { SettingReader } from './settingReader';
import type { FunctionSettings } from './settings';

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html */
const ALIAS_NAME = /^(?!\d+$)[A-Za-z0-9_-]{1,128}$/;
const DEFAULT_ALIAS = 'live';

/** Everything that was said about one function, decided. undefined when something is wrong, which is reported. */
export function resolveSettings(mark: Mark, defaults: Statements, values: Values, diagnostics: Diagnostics): FunctionSettings | undefined {
  const said: Statements = new Map([...defaults, ...mark.statements]);
  const reader = new SettingReader(said, values, diagnostics);
  const path = markPath(mark);
  for (const shown of ['Revision', 'AutoPublishCodeSha256']) reader.refuseSecret(shown); // they are part of the stamp
  const alias = resolveAlias(mark, reader, path);
  const deployment = resolveDeployment(mark, reader, path);
  const callersStay = reader.choice('Callers', ['Move', 'Stay']) === 'Stay';
  const settings = {
    id: mark.id,
    alias: alias ?? '',
    deployment,
    tags: reader.unwrapped('Tags'),
    propagateTags: reader.boolean('PropagateTags') ?? false,
    versionDescription: reader.raw('VersionDescription')?.value,
    versionDeletionPolicy: reader.choice('VersionDeletionPolicy', ['Retain', 'Delete']),
    provisionedConcurrency: reader.raw('ProvisionedConcurrencyConfig')?.value,
    revision: reader.raw('Revision')?.value,
    codeSha256: reader.text('AutoPublishCodeSha256') ? reader.raw('AutoPublishCodeSha256')?.value : undefined, // '' is absent, as in SAM
    functionUrl: reader.choice('FunctionUrl', ['Alias', 'Latest']),
    stamp: reader.boolean('Stamp') ?? true,
    keep: reader.ids('Keep'),
    move: reader.ids('Move'),
    callersStay,
    permissionsOnBoth: reader.choice('Permissions', ['Follow', 'Both']) === 'Both' || callersStay,
    versionProperties: readVersionProperties(said.get('VersionProperties')?.value),
    path,
  };
  return alias === undefined ? undefined : settings;
}

function resolveAlias(mark: Mark, reader: SettingReader, path: Trail): string | undefined {
  if (reader.refuseSecret('Alias')) return undefined;
  const said = reader.raw('Alias');
  if (!said) {
    if (mark.spelling === 'own') return DEFAULT_ALIAS;
    reader.diagnostics.report('SD2107', path);
    return undefined;
  }
  const name = reader.text('Alias');
  if (name === undefined) return undefined;
  if (ALIAS_NAME.test(name)) return name;
  reader.diagnostics.report('SD2105', said.path);
  return undefined;
}

function readVersionProperties(value: Json | undefined): Map<string, boolean> {
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) && !intrinsicOf(value) ? Object.entries(value) : [];
  return new Map(entries.map(([name, counts]) => [name, isScalar(counts) && String(counts).toLowerCase() === 'true']));
}

/** The place to show for what is missing from a mark. */
function markPath({ id, statements, spelling }: Mark): Trail {
  if (spelling === 'own') return ['Resources', id];
  const first = [...statements.values()][0]?.path ?? [];
  return first.length > 4 ? first.slice(0, 4) : ['Resources', id, 'Properties'];
}
