import { isNoEcho } from '../../template/environment';
import { isObject, isScalar, type Json, type JsonObject, own } from '../../template/json';
import { Values } from '../../template/values';
import type { Findings } from '../diagnostics/findings';
import type { SourceMap } from '../read/sourceMap';
import type { Call } from './calls';
import type { Macro } from './macro';

/**
 * The parameters of a transform as CloudFormation hands them to the macro: each Ref of a parameter is its value, and
 * nothing but texts, numbers, booleans and lists of these gets through: docs/decisions.md. A Ref of a NoEcho parameter
 * stays, so that the core can refuse it where its value would show.
 */
export function resolveParams({ params, path }: Call, template: JsonObject, macro: Macro, map: SourceMap, findings: Findings): Json {
  if (!isObject(params)) return params;
  const values = new Values(template, macro);
  const parameters = own(template, 'Parameters');
  const isSecret = (value: Json) => isObject(value) && typeof value.Ref === 'string' && isNoEcho(value.Ref, parameters);
  const resolve = (value: Json) => (isRef(value) && !isSecret(value) ? values.resolve(value) : value);
  const resolved: [string, Json][] = [];
  for (const [key, value] of Object.entries(params)) {
    const result = Array.isArray(value) ? value.flatMap((item) => resolve(item) ?? []) : resolve(value);
    if (result === undefined) continue;
    const items = Array.isArray(result) ? result : [result];
    if (items.every((item) => isScalar(item) || isSecret(item))) resolved.push([key, result]);
    else findings.report('SD1203', map.at([...path, 'Parameters', key]), { key, name: macro.name });
  }
  return Object.fromEntries(resolved);
}

const isRef = (value: Json): value is JsonObject => isObject(value) && typeof value.Ref === 'string' && Object.keys(value).length === 1;
