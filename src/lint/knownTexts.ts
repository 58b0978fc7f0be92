import { intrinsicOf, joinParts } from '../template/intrinsics';
import { isObject, isScalar, type Json } from '../template/json';

/** What is not known is no part of a name. */
export const UNKNOWN = '\uFFFC';
const NO_TEXT = new Set(['Ref', 'Fn::GetAtt', 'Fn::ImportValue']);

/** Every text in a resolved value, with a mark for each part of it that only CloudFormation knows. */
export function knownTexts(value: Json | undefined): string[] {
  if (isScalar(value)) return [String(value)];
  if (Array.isArray(value)) return value.flatMap(knownTexts);
  if (!isObject(value)) return [];
  const parts = joinParts(value);
  if (parts.length > 1) {
    const whole = parts.map((part) => (isScalar(part) ? String(part) : UNKNOWN)).join('');
    return [whole, ...parts.flatMap((part) => (isScalar(part) ? [] : knownTexts(part)))];
  }
  return NO_TEXT.has(intrinsicOf(value) ?? '') ? [] : Object.values(value).flatMap(knownTexts);
}
