import { asList, type Json, own, sortedJson } from './json';

/**
 * Does one condition hold only where the other does, as far as that is written down: the same words, an Fn::And over it, or an
 * Fn::Or of what it is? Each question is answered once: conditions may name others many times over.
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
  const [words, wanted] = [own(conditions, name), own(conditions, other)];
  const ask = (one: Json | undefined, two: Json | undefined) =>
    typeof one === 'string' && typeof two === 'string' && implies(conditions, one, two, known);
  const enough = (node: Json | undefined): boolean =>
    asList(own(node, 'Fn::Or')).some((operand) => ask(name, own(operand, 'Condition')) || enough(operand));
  const needed = asList(own(wanted, 'Fn::And'));
  const answer =
    name === other ||
    (words !== undefined &&
      (sortedJson(words) === sortedJson(wanted) ||
        enough(wanted) ||
        (needed.length > 0 && needed.every((operand) => ask(name, own(operand, 'Condition')))) ||
        [...asList(own(words, 'Fn::And')), words].some((operand) => ask(own(operand, 'Condition'), other))));
  known.set(question, answer);
  return answer;
}
