import groupBy from 'lodash/groupBy';
import type { Call, Comparison, Plan } from '../../plan/schema';
import type { DiffLine } from './diffLine';
import { folded } from './words';

const LABELS = { caller: 'callers', permission: 'permissions', statement: 'statements', output: 'outputs' } as const;
const KINDS = ['caller', 'permission', 'statement', 'output'] as const;

/** Calls that go the same way stand together, whichever function they call; not so where there is more to say of them. */
export function callLines(calls: readonly Call[], most: number): DiffLine[] {
  return KINDS.flatMap((kind) => {
    const same = calls.filter((call) => call.kind === kind);
    const groups = groupBy(same, (call) => JSON.stringify([wayOf(call, ''), call.notes, call.notes.length > 0 ? call.function : '']));
    return Object.values(groups).flatMap((group): DiffLine[] => {
      const [first] = group;
      if (!first) return [];
      const functions = folded([...new Set(group.map((call) => call.function))], most);
      const places = folded([...new Set(group.map(placeOf))], most);
      const notes = first.notes.map((note) => `; ${note}`).join('');
      const text = `${wayOf(first, functions)}: ${places}${notes}`;
      return [{ label: LABELS[kind], text, ...(notes === '' ? {} : { style: 'yellow' as const }) }];
    });
  });
}

/** Who goes on calling the function although it has an alias now, or calls it from this update on. */
export function leftLines({ functions }: Plan, { resources }: Comparison, most: number): DiffLine[] {
  const changing = new Set(resources.map(({ id }) => id));
  const left = functions.flatMap(({ callers, deployment }) =>
    callers.filter(({ outcome, resource }) => outcome === 'left' && (deployment?.effect === 'first' || changing.has(resource))),
  );
  const owners = [...new Set(left.map(({ resource }) => resource))];
  return owners.length > 0 ? [{ label: 'left', text: `still call the function: ${folded(owners, most)}`, style: 'yellow' }] : [];
}

/** What is told of a permission or an output is told by its name alone. */
const placeOf = ({ kind, resource, property }: Call): string => (kind === 'caller' ? `${resource}.${property}` : resource);

export const LATEST = '$LATEST';
const named = (names: readonly string[]): string =>
  names.map((name) => (name === LATEST || /^an?(other)? /.test(name) ? name : `the alias ${name}`)).join(' and ');

/** `from $LATEST to the alias live of Checkout` */
export function wayOf({ kind, before, after }: Pick<Call, 'kind' | 'before' | 'after'>, functions: string): string {
  const [gained, lost] = [after.filter((name) => !before.includes(name)), before.filter((name) => !after.includes(name))];
  if (kind === 'permission' && before.length === 0) return `new on ${named(after)} of ${functions}`;
  if (kind === 'permission' && after.length === 0) return `removed from ${named(before)} of ${functions}`;
  const allow = kind === 'statement' ? 'allowing' : 'naming';
  if (lost.length === 0) return `also ${allow} ${named(gained)} of ${functions}`;
  if (gained.length === 0) return `no longer ${allow} ${named(lost)} of ${functions}`;
  if (before.length > lost.length) return `${allow} ${named(gained)} of ${functions} instead of ${named(lost)}`;
  return `from ${named(before)} ${after.join() === LATEST ? 'back to' : 'to'} ${named(after)} of ${functions}`;
}
