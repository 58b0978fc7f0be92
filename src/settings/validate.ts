import type { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import { isObject, type Json, type JsonObject, own } from '../template/json';
import type { Statements } from './marks';
import { SETTINGS } from './schema';
import { issuesOf } from './shapes';

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
  const usable = new Map(statements);
  usable.delete('Functions');
  let unknown = 0;
  for (const [name, { value, path }] of statements) {
    const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
    if (!setting || (setting.templateOnly && scope === 'function')) {
      usable.delete(name);
      diagnostics.report('SD2101', path, { name, hint: hintFor(name, unknown++ < MOST_HINTS) });
      continue;
    }
    const isEmpty = isObject(value) && Object.keys(value).length === 0 && !MAPS.has(name);
    const issues = issuesOf(setting.takes, isEmpty ? null : value);
    for (const issue of issues) diagnostics.report('SD2102', [...path, ...issue.path], { name, expected: setting.text });
    const standIn = own(STAND_INS, name);
    if (issues.length === 0) continue;
    if (standIn === undefined) usable.delete(name);
    else usable.set(name, { value: standIn as Json, path });
  }
  return usable;
}

/** What SAM calls otherwise, or puts elsewhere. */
const RENAMED: Readonly<Record<string, string>> = {
  AutoPublishAlias: ' Use Alias here.',
  DeploymentPreference: ' Move its settings one level up.',
};

function hintFor(name: string, hinted: boolean): string {
  if (Object.hasOwn(RENAMED, name)) return RENAMED[name] as string;
  const names = Object.keys(SETTINGS).filter((known) => known !== 'Functions');
  return hinted ? didYouMean(name, names) : '';
}
