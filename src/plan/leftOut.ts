import type { LeftOut } from '../settings/leftOut';
import type { Plan } from './schema';
import type { Planned } from './side';

const list = (ids: readonly string[]): string => ids.slice(0, 3).join(', ') + (ids.length > 3 ? ` and ${ids.length - 3} more` : '');

/** Why Functions: All leaves it out, to go on after its name. */
export function because({ reason, by }: LeftOut): string {
  if (reason === 'custom resource') return 'it only serves custom resources';
  if (reason === 'edge') return 'Lambda@Edge accepts only versions, not aliases';
  if (reason === 'released') return `${list(by)} already releases it`;
  return by.length === 0 ? 'it is a hook' : `it is a hook, but ${list(by)} also refers to it: mark it explicitly to release it`;
}

/** The functions that `Functions: All` does not mark, and why. */
export const leftOutOf = ({ results }: Planned): Plan['leftOut'] =>
  results.flatMap(({ leftOut }) => leftOut.map((one) => ({ id: one.id, because: because(one) })));
