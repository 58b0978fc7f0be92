import type { Made, Update } from './stack';

/** The beginning or the end of the work on one resource: creating, changing and replacing it, or removing what it was. */
export interface Point {
  readonly id: string;
  readonly phase: 'update' | 'cleanup';
  readonly at: 'start' | 'end';
}

/** Must one point lie before another (or be the same), in whatever order CloudFormation works? */
export type Precedes = (first: Point, second: Point) => boolean;

/**
 * In the update a resource is begun when all that it waits for has ended. Removals come after all of that, and go the other way
 * round: first what waited, then what it waited for. Between resources that do not wait for each other any order is possible.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
 */
export function orderOf({ before, after }: Update): Precedes {
  const [waitedBefore, waitedAfter] = [before, after].map(({ resources }) => waits(resources)) as [Waits, Waits];
  return (first, second) => {
    if (first.phase !== second.phase) return first.phase === 'update';
    if (first.id === second.id) return first.at === second.at || first.at === 'start';
    return first.phase === 'update' ? waitedAfter(second.id).has(first.id) : waitedBefore(first.id).has(second.id);
  };
}

type Waits = (id: string) => ReadonlySet<string>;

/** All that a resource waits for, also by way of others, and those that nothing is done to. */
export function waits(resources: ReadonlyMap<string, Made>): Waits {
  const known = new Map<string, ReadonlySet<string>>();
  return (id) => {
    const found = known.get(id);
    if (found) return found;
    const all = new Set(resources.get(id)?.waitsFor);
    for (const other of all) for (const next of resources.get(other)?.waitsFor ?? []) all.add(next);
    known.set(id, all);
    return all;
  };
}
