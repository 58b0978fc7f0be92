import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Json, Trail } from '../template/json';
import type { Values } from '../template/values';

/** Where the value of a parameter is all that is missing, its name says what to do. */
export function becauseUnknown(value: Json | undefined, values: Values): string {
  const unknown = values.unknownIn(value);
  return unknown.length > 0 ? `, because it depends on ${unknown.join(' and ')}, whose value is not known` : '';
}

/** A setting must be decided when the macro runs. */
export function refuseUndecided(
  name: string,
  { path, value }: { readonly path: Trail; readonly value: Json },
  values: Values,
  diagnostics: Diagnostics,
): void {
  diagnostics.report('SD2103', path, { name, because: becauseUnknown(value, values) });
}
