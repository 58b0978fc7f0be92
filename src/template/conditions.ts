import { intrinsicOf } from './intrinsics';
import { asList, isObject, type Json, own, sortedJson } from './json';

/** Does one condition hold only where the other does, as far as that is written down: the same words, or an Fn::And over it? */
export function implies(conditions: Json | undefined, name: string | undefined, other: string, seen: readonly string[] = []): boolean {
  if (name === undefined || seen.includes(name)) return false;
  if (name === other) return true;
  const words = own(conditions, name);
  if (words === undefined) return false;
  if (sortedJson(words) === sortedJson(own(conditions, other))) return true;
  const operands = intrinsicOf(words) === 'Fn::And' && isObject(words) ? asList(words['Fn::And']) : [words];
  return operands.some((operand) => {
    const named = own(operand, 'Condition');
    return typeof named === 'string' && implies(conditions, named, other, [...seen, name]);
  });
}
