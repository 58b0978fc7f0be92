import type { Trail } from '../../template/json';
import type { Mention } from './mentions';

const isStep = (key: string | number): boolean => typeof key === 'number' || key.startsWith('Fn::');

/** The map in which the mentioned property stands. */
export function parentTrail(trail: Trail): Trail {
  let end = trail.length;
  while (end > 0 && isStep(trail[end - 1] as string)) end--;
  return trail.slice(0, end - 1);
}

export const lastProperty = ({ trail }: Mention): string | undefined => trail.findLast((key) => !isStep(key)) as string | undefined;

/** The place of another property of the resource, in the branch of each Fn::If in which the mention stands. */
export function beside({ owner, trail }: Mention, path: readonly string[]): Trail {
  const place: (string | number)[] = ['Resources', owner, 'Properties'];
  for (const step of path) {
    const isOnTheWay = place.every((key, i) => trail[i] === key);
    for (let i = place.length; isOnTheWay && trail[i] === 'Fn::If'; i += 2) place.push('Fn::If', trail[i + 1] ?? 0);
    place.push(step);
  }
  return place;
}
