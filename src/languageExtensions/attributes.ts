import { isObject, isScalar, type Json, type JsonObject, mapValues, own } from '../template/json';
import { type Context, decided } from './functions';

/** With the transform, these take functions: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html */
const POLICIES = ['DeletionPolicy', 'UpdateReplacePolicy'];
const NAMES = [...POLICIES, 'Condition'];

/** Writes what the attributes of resources and outputs are, as far as it is known. */
export function resolveAttributes(section: Json, context: Context): Json {
  return isObject(section) ? mapValues(section, (one) => (isObject(one) ? resolved(one, context) : one)) : section;
}

function resolved(one: JsonObject, context: Context): JsonObject {
  let result = one;
  for (const name of NAMES) {
    const said = own(result, name);
    if (!isObject(said) || context.values.secretsIn(said).length > 0) continue;
    const value = context.values.resolve(said);
    if (value === undefined || isNoValue(value)) result = without(result, name);
    else if (isScalar(value)) result = { ...result, [name]: value };
  }
  const order = own(result, 'DependsOn');
  if (order === undefined || typeof order === 'string') return result;
  const ids = Array.isArray(order) ? order.map((id) => decided(id, context.values) ?? id) : (decided(order, context.values) ?? order);
  return { ...result, DependsOn: ids };
}

const isNoValue = (value: Json): boolean => isObject(value) && value.Ref === 'AWS::NoValue';
const without = (map: JsonObject, key: string): JsonObject => Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
