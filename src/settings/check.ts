import type { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import { isObject, type Json, type JsonObject } from '../template/json';
import type { Statements } from './marks';
import { defaultsSchema, expectationOf, functionSchema, SETTING_NAMES } from './schema';

/** Nobody reads more hints than this, and each costs time. */
const MOST_HINTS = 50;

/** Settings for which an empty map says something. Elsewhere it would pass for an intrinsic without a name. */
const MAPS = new Set(['Hooks', 'Tags', 'VersionProperties']);

/** Reports every unknown key and every value of a wrong shape, at the place where the author wrote it. Says whether all is well. */
export function checkShape(statements: Statements, scope: 'function' | 'template', diagnostics: Diagnostics): boolean {
  const schema = scope === 'function' ? functionSchema : defaultsSchema;
  const isEmpty = (name: string, value: Json) => isObject(value) && Object.keys(value).length === 0 && !MAPS.has(name);
  const values: JsonObject = Object.fromEntries([...statements].map(([name, { value }]) => [name, isEmpty(name, value) ? null : value]));
  const result = schema.safeParse(values);
  if (result.success) return true;
  for (const issue of result.error.issues) {
    const [setting, ...rest] = issue.path as (string | number)[];
    if (setting === undefined) {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
      for (const [i, name] of unknown.entries()) reportUnknown(name, i < MOST_HINTS, statements, diagnostics);
      continue;
    }
    const said = statements.get(String(setting));
    const path = [...(said?.path ?? []), ...rest];
    diagnostics.report('SD2102', path, { name: String(setting), expected: expectationOf(String(setting)) });
  }
  return false;
}

function reportUnknown(name: string, hinted: boolean, statements: Statements, diagnostics: Diagnostics): void {
  const names = SETTING_NAMES.filter((known) => known !== 'Functions');
  const renamed: Record<string, string> = {
    AutoPublishAlias: ' Here it is called Alias.',
    DeploymentPreference: ' Write what is in it one level up.',
  };
  const hint = Object.hasOwn(renamed, name) ? (renamed[name] as string) : hinted ? didYouMean(name, names) : '';
  diagnostics.report('SD2101', statements.get(name)?.path ?? [], { name, hint });
}
