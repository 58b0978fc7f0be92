import { asList, type Json, own, sortedJson } from './json';

/**
 * Does one condition hold only where the other does, as far as that is written down: the same words, an Fn::And over it, or what
 * its own Fn::And and Fn::Or ask for? Each question is answered once: conditions may name others many times over.
 */
export function implies(
  conditions: Json | undefined,
  name: string | undefined,
  other: string,
  known = new Map<string, boolean>(),
): boolean {
  const question = `${name} ${other}`;
  const answered = known.get(question);
  if (name === undefined || answered !== undefined) return answered ?? false;
  known.set(question, false);
  const words = own(conditions, name);
  const ask = (one: Json | undefined, two: Json | undefined) =>
    typeof one === 'string' && typeof two === 'string' && implies(conditions, one, two, known);
  /** Does what is wanted hold wherever `name` does? */
  const follows = (wanted: Json | undefined): boolean => {
    const [named, all, some] = ['Condition', 'Fn::And', 'Fn::Or'].map((key) => own(wanted, key));
    if (named !== undefined) return ask(name, named);
    if (all !== undefined) return asList(all).every(follows);
    return asList(some).some(follows) || (words !== undefined && sortedJson(words) === sortedJson(wanted));
  };
  const answer =
    name === other ||
    follows(own(conditions, other)) ||
    [...asList(own(words, 'Fn::And')), words].some((operand) => ask(own(operand, 'Condition'), other));
  known.set(question, answer);
  return answer;
}
