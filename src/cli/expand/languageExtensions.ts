import { expandLanguageExtensions } from '../../languageExtensions/expand';
import { usesOf } from '../../languageExtensions/uses';
import { marksIn } from '../../settings/marksInLoops';
import { type Json, type JsonObject, valueAt } from '../../template/json';
import type { Findings } from '../diagnostics/findings';
import { CLI_TABLE } from '../diagnostics/table';
import type { Call } from './calls';
import type { Macro } from './macro';
import type { Places, Step } from './steps';

export const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

/** Runs AWS::LanguageExtensions. Loops that could not be expanded are gone, and what they make would be missed: nothing more can be told. */
export function runLanguageExtensions(template: JsonObject, macro: Macro, places: Places, findings: Findings): Step | 'broken' {
  const { template: extended, origin, diagnostics } = expandLanguageExtensions(template, macro);
  for (const { code, path, data } of diagnostics) findings.report(code, places.at(path), data);
  if (diagnostics.some(({ code }) => CLI_TABLE[code].severity === 'error')) return 'broken';
  return { template: extended, origin, isPart: usesOf(extended).length > 0 };
}

/** What waits for AWS::LanguageExtensions where that is not listed before the macro. */
export function reportUnextended(template: JsonObject, calls: readonly Call[], macro: Macro, places: Places, findings: Findings): void {
  const listed = calls.findIndex(({ name }) => name === LANGUAGE_EXTENSIONS);
  const own = calls.findIndex(({ name }) => name === macro.name);
  if (listed >= 0 && (own < 0 || listed < own)) return;
  for (const { name: what, path, isCertain } of usesOf(template)) {
    if (!isCertain) continue;
    const isMarked = () => marksIn(valueAt(template, path) as Json, path).length > 0; // SD2008 says more
    if (listed < 0) findings.report('SD1220', places.at(path), { what });
    else if (what === 'Fn::ForEach' && !isMarked()) findings.report('SD1221', places.at(path), { name: macro.name });
  }
}
