import type { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import { isObject, type Json, type JsonObject, own } from '../template/json';
import type { Statements } from './marks';
import { defaultsSchema, expectationOf, functionSchema, SETTING_NAMES } from './schema';

/** Nobody reads more hints than this, and each costs time. */
const MOST_HINTS = 50;

/** Settings for which an empty map says something. Elsewhere it would pass for an intrinsic without a name. */
const MAPS = new Set(['Hooks', 'Tags', 'VersionProperties']);

/** What stands in for a misshapen value where nothing said would be another error. No error about its own default can follow. */
const STAND_INS: JsonObject = { Alias: 'live', Type: 'AllAtOnce' };

/**
 * Reports every unknown key and every value of a wrong shape, at the place where the author wrote it. Gives what is left to
 * judge: one mistake must not hide another.
 */
export function validateStatements(statements: Statements, scope: 'function' | 'template', diagnostics: Diagnostics): Statements {
  const schema = scope === 'function' ? functionSchema : defaultsSchema;
  const isEmpty = (name: string, value: Json) => isObject(value) && Object.keys(value).length === 0 && !MAPS.has(name);
  const values: JsonObject = Object.fromEntries([...statements].map(([name, { value }]) => [name, isEmpty(name, value) ? null : value]));
  const usable = new Map(statements);
  usable.delete('Functions');
  const result = schema.safeParse(values);
  for (const issue of result.success ? [] : result.error.issues) {
    const [setting, ...rest] = issue.path as (string | number)[];
    if (setting === undefined) {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
      for (const [i, name] of unknown.entries()) {
        reportUnknown(name, i < MOST_HINTS, statements, diagnostics);
        usable.delete(name);
      }
      continue;
    }
    const name = String(setting);
    const { path = [] } = statements.get(name) ?? {};
    diagnostics.report('SD2102', [...path, ...rest], { name, expected: expectationOf(name) });
    const standIn = own(STAND_INS, name);
    if (standIn === undefined) usable.delete(name);
    else usable.set(name, { value: standIn, path });
  }
  return usable;
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
