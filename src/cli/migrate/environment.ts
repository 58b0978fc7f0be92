import type { Environment } from '../../template/environment';
import { isObject, type JsonObject, own } from '../../template/json';
import type { Request } from '../compile';
import type { Findings } from '../diagnostics/findings';
import type { Given } from '../parameters/given';
import { parameterValues } from '../parameters/values';
import type { SourceMap } from '../read/sourceMap';

/** What decides values, as far as it is known: rewriting a file needs no value of every parameter. */
interface Known {
  readonly environment: Environment;
  /** Parameters that have no value here. */
  readonly missing: readonly string[];
}

export function knownOf(root: JsonObject, { region, accountId }: Request, given: Given, map: SourceMap, findings: Findings): Known {
  const declared = isObject(root.Parameters) ? root.Parameters : {};
  const missing = Object.keys(declared).filter((key) => !given.has(key) && (own(declared[key], 'Default') ?? null) === null);
  const Parameters = Object.fromEntries(Object.entries(declared).filter(([key]) => !missing.includes(key)));
  const values = parameterValues({ ...root, Parameters }, given, map, findings);
  return { environment: { region, accountId, parameterValues: values }, missing };
}
