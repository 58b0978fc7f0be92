import type { Diagnostics } from '../diagnostics/diagnostics';
import { intrinsicOf } from '../template/intrinsics';
import { isScalar, type Json, type Trail } from '../template/json';
import type { Values } from '../template/values';
import { Decider } from './decide';
import { settleDeployment } from './deployment';
import type { Mark, Statements } from './marks';
import type { FunctionSettings } from './settings';

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html and aws-facts 4.3 */
const ALIAS_NAME = /^(?!\d+$)[A-Za-z0-9_-]{1,128}$/;
const DEFAULT_ALIAS = 'live';

/** Everything that was said about one function, decided. undefined when something is wrong, which is reported. */
export function settle(mark: Mark, defaults: Statements, values: Values, diagnostics: Diagnostics): FunctionSettings | undefined {
  const said: Statements = new Map([...defaults, ...mark.statements]);
  const decide = new Decider(said, values, diagnostics);
  const path = markPath(mark);
  for (const shown of ['Revision', 'AutoPublishCodeSha256']) decide.refuseSecret(shown); // they are part of the stamp
  const alias = settleAlias(mark, decide, path, diagnostics);
  const deployment = settleDeployment(mark, decide, path, values, diagnostics);
  const settings = {
    id: mark.id,
    alias: alias ?? '',
    deployment,
    tags: decide.unwrapped('Tags'),
    propagateTags: decide.boolean('PropagateTags') ?? false,
    versionDescription: decide.raw('VersionDescription')?.value,
    versionDeletionPolicy: decide.choice('VersionDeletionPolicy', ['Retain', 'Delete']),
    provisionedConcurrency: decide.raw('ProvisionedConcurrencyConfig')?.value,
    revision: decide.raw('Revision')?.value,
    codeSha256: decide.text('AutoPublishCodeSha256') ? decide.raw('AutoPublishCodeSha256')?.value : undefined, // '' is absent, as in SAM
    functionUrl: decide.choice('FunctionUrl', ['Alias', 'Latest']),
    stamp: decide.boolean('Stamp') ?? true,
    keep: new Set(decide.list('Keep')),
    move: new Set(decide.list('Move')),
    versionProperties: settleVersionProperties(said.get('VersionProperties')?.value),
    path,
  };
  return alias === undefined ? undefined : settings;
}

function settleAlias(mark: Mark, decide: Decider, path: Trail, diagnostics: Diagnostics): string | undefined {
  if (decide.refuseSecret('Alias')) return undefined;
  const said = decide.raw('Alias');
  if (!said) {
    if (mark.spelling === 'own') return DEFAULT_ALIAS;
    diagnostics.report('SD2107', path);
    return undefined;
  }
  const name = decide.text('Alias');
  if (name === undefined) return undefined;
  if (ALIAS_NAME.test(name)) return name;
  diagnostics.report('SD2105', said.path);
  return undefined;
}

function settleVersionProperties(value: Json | undefined): Map<string, boolean> {
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) && !intrinsicOf(value) ? Object.entries(value) : [];
  return new Map(entries.map(([name, counts]) => [name, isScalar(counts) && String(counts).toLowerCase() === 'true']));
}

/** The place to show for what is missing from a mark. */
function markPath({ id, statements, spelling }: Mark): Trail {
  if (spelling === 'own') return ['Resources', id];
  const first = [...statements.values()][0]?.path ?? [];
  return first.length > 4 ? first.slice(0, 4) : ['Resources', id, 'Properties'];
}
