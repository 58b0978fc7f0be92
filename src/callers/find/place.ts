import { own, type Trail } from '../../template/json';
import type { Template } from '../../template/template';
import type { Caller } from '../services/service';
import type { Place } from './address';
import type { Mention } from './mentions';

const isStep = (key: string | number): boolean => typeof key === 'number' || key.startsWith('Fn::');

/** Where a permission goes is decided when its consumers are. */
export const isPermission = ({ type, path }: Pick<Mention, 'type' | 'path'>): boolean =>
  type === 'AWS::Lambda::Permission' && path === 'FunctionName';

const isCallee = (path: string): boolean => /(^|\.)FunctionName(\[\])*$/.test(path);

/** What a place takes. Where nobody knows, and the author wants it moved, a name stays a name. */
export function placeOf(mention: Pick<Mention, 'owner' | 'type' | 'path'>, caller: Caller | undefined, template: Template): Place {
  const { owner, path } = mention;
  const how = caller || isPermission(mention) ? (caller?.how ?? 'value') : 'sameForm';
  return {
    how: typeof how === 'object' ? 'value' : how,
    isCallee: isCallee(path),
    condition: own(template.Resources[owner], 'Condition'),
  };
}

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
