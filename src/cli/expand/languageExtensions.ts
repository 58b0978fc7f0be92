import { expandLanguageExtensions } from '../../languageExtensions/expand';
import { usesOf } from '../../languageExtensions/uses';
import { marksIn } from '../../settings/marksInLoops';
import { type Json, type JsonObject, type Trail, valueAt } from '../../template/json';
import type { Findings } from '../diagnostics/findings';
import { CLI_TABLE } from '../diagnostics/table';
import type { Place } from '../read/source';
import type { Call } from './calls';
import type { Macro } from './macro';

export const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

export interface Extended {
  readonly template: JsonObject;
  /** The path before for a path of the template. */
  readonly origin: (path: Trail) => Trail;
  /** Nothing is left for CloudFormation's own transform. */
  readonly isDone: boolean;
  /** Loops that could not be expanded are gone, and what they make would be missed: nothing more can be told. */
  readonly isBroken: boolean;
}

/** Runs AWS::LanguageExtensions where it is listed before the macro. */
export function extend(
  template: JsonObject,
  calls: readonly Call[],
  macro: Macro,
  at: (path: Trail) => Place,
  findings: Findings,
): Extended {
  const listed = calls.findIndex(({ name }) => name === LANGUAGE_EXTENSIONS);
  const own = calls.findIndex(({ name }) => name === macro.name);
  if (listed >= 0 && listed < own) {
    const { template: extended, origin, diagnostics } = expandLanguageExtensions(template, macro);
    for (const { code, path, data } of diagnostics) findings.report(code, at(path), data);
    const isBroken = diagnostics.some(({ code }) => CLI_TABLE[code].severity === 'error');
    return { template: extended, origin, isDone: usesOf(extended).length === 0, isBroken };
  }
  for (const { name: what, path, isCertain } of usesOf(template)) {
    if (!isCertain) continue;
    const isMarked = () => marksIn(valueAt(template, path) as Json, path).length > 0; // SD2008 says more
    if (listed < 0) findings.report('SD1220', at(path), { what, name: macro.name });
    else if (what === 'Fn::ForEach' && !isMarked()) findings.report('SD1221', at(path), { name: macro.name });
  }
  return { template, origin: (path) => path, isDone: false, isBroken: false };
}
