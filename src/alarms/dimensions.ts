import { intrinsicOf } from '../template/intrinsics';
import { asList, isObject, type Json, own, sortedJson } from '../template/json';
import { soleReference } from '../template/references';
import { propertiesOf } from '../template/template';
import type { Values } from '../template/values';
import type { Released } from '../version/released';
import type { Metric } from './metrics';

export const isLambda = ({ namespace }: Metric, values: Values): boolean => values.resolve(namespace) === 'AWS/Lambda';

/** Dimensions by name; undefined where an intrinsic hides one. */
export function dimensionsOf({ dimensions }: Metric, values: Values): Map<string, Json> | undefined {
  const list = dimensions === undefined ? [] : values.unwrap(dimensions);
  if (list === undefined || (isObject(list) && intrinsicOf(list))) return undefined;
  const found = new Map<string, Json>();
  for (const item of asList(list)) {
    const dimension = values.unwrap(item);
    const name = values.resolve(own(dimension, 'Name'));
    const value = own(dimension, 'Value');
    if (typeof name !== 'string' || value === undefined) return undefined;
    found.set(name, value);
  }
  return found;
}

/** Is it the function's name, by reference or spelt as the function spells it? */
export function namesFunction(value: Json | undefined, { id, resource }: Released, values: Values): boolean {
  if (value === undefined) return false;
  const target = soleReference(value);
  if (target?.id === id) return target.attribute === '';
  const name = own(propertiesOf(resource), 'FunctionName');
  return name !== undefined && sortedJson(values.resolve(name)) === sortedJson(values.resolve(value));
}
