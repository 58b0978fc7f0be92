import { intrinsicOf } from '../template/intrinsics';
import { isObject, isScalar, type Json, type JsonObject, own, type Trail } from '../template/json';
import { isDecided, type Values } from '../template/values';
import type { Problems } from './problems';

/** What the functions of the transform read: the template's mappings and parameters. */
export interface Context {
  readonly template: JsonObject;
  readonly values: Values;
  readonly problems: Problems;
}

/** A value without anything that is left to CloudFormation, or that must not be seen. */
export function decided(node: Json, values: Values): Json | undefined {
  if (values.secretsIn(node).length > 0) return undefined;
  const value = values.resolve(node);
  return isDecided(value) ? value : undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-length.html */
export function length(list: Json, path: Trail, { values, problems }: Context): Json {
  const items = values.resolve(list);
  if (Array.isArray(items) && !items.some((item) => intrinsicOf(item) === 'Fn::If')) return items.length; // one that may be AWS::NoValue counts or not
  if (isDecided(items) && !Array.isArray(items)) problems.report('SD1232', path, { name: 'Fn::Length', takes: 'a list' });
  return { 'Fn::Length': list };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ToJsonString.html */
export function toJsonString(value: Json, path: Trail, { values, problems }: Context): Json {
  if (!isObject(value) && !Array.isArray(value)) problems.report('SD1232', path, { name: 'Fn::ToJsonString', takes: 'a map or a list' });
  const known = decided(value, values);
  return known === undefined ? { 'Fn::ToJsonString': value } : JSON.stringify(known);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap-enhancements.html */
export function findInMap(args: Json, path: Trail, { template, values, problems }: Context): Json {
  const written = { 'Fn::FindInMap': args };
  if (!Array.isArray(args) || args.length < 3 || args.length > 4) return written;
  const keys = args.slice(0, 3);
  if (args.length === 3 && keys.every(isPlainKey) && !keys.every(isScalar)) return written; // CloudFormation takes it without the transform
  const steps = keys.map((key) => decided(key, values));
  if (!steps.every(isScalar)) return written;
  const mappings = own(template, 'Mappings');
  const [map = '', first = '', second = ''] = steps.map(String);
  const found = own(own(own(mappings, map), first), second);
  if (found !== undefined) return found;
  const otherwise = own(args[3], 'DefaultValue');
  if (otherwise !== undefined) return otherwise;
  const isIncluded = [mappings, own(mappings, map)].some((node) => own(node, 'Fn::Transform') !== undefined);
  if (!isIncluded) problems.report('SD1231', path, { map });
  return written;
}

/** What Fn::FindInMap takes without the transform. */
export const isPlainKey = (key: Json): boolean => isScalar(key) || ['Ref', 'Fn::FindInMap'].includes(intrinsicOf(key) ?? '');
