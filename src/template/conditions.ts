import { intrinsicOf } from './intrinsics';
import { asList, isObject, type Json, own, sortedJson } from './json';

/**
 * Does one condition hold only where the other does, as far as that is written down: the same words, an Fn::And over it, or an
 * Fn::Or in the other that names it?
 */
export function implies(conditions: Json | undefined, name: string | undefined, other: string, seen: readonly string[] = []): boolean {
  if (name === undefined || seen.includes(name)) return false;
  if (name === other) return true;
  const words = own(conditions, name);
  if (words === undefined) return false;
  if (sortedJson(words) === sortedJson(own(conditions, other))) return true;
  if (offered(own(conditions, other)).includes(name)) return true;
  const operands = intrinsicOf(words) === 'Fn::And' && isObject(words) ? asList(words['Fn::And']) : [words];
  return operands.some((operand) => {
    const named = own(operand, 'Condition');
    return typeof named === 'string' && implies(conditions, named, other, [...seen, name]);
  });
}

/** The conditions of which one is enough. */
const offered = (words: Json | undefined): Json[] =>
  asList(own(words, 'Fn::Or')).flatMap((operand) => own(operand, 'Condition') ?? offered(operand));
