import type { Diagnostics } from '../diagnostics/diagnostics';
import type { JsonObject, Trail } from '../template/json';
import type { Values } from '../template/values';

/** In the one-file template, which has no room for the code that runs checks. */
export const resolveChecks = (_hook: JsonObject, path: Trail, _values: Values, diagnostics: Diagnostics): undefined =>
  void diagnostics.report('SD2320', path);
