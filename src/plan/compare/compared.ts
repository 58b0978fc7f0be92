import type { Effect, Plan } from '../schema';
import { type Before, type Planned, releasedIn } from '../side';
import { effectOf } from './effect';
import { goneIn } from './gone';

const STAYS: ReadonlySet<Effect | undefined> = new Set(['unchanged', 'unknown']);

/** The plan with what it does to what is deployed. */
export function compared(plan: Plan, planned: Planned, before: Before): Plan {
  const released = new Map(releasedIn(planned.results).map((one) => [one.id, one]));
  const functions = plan.functions.map((one) => {
    const own = released.get(one.id);
    return own ? { ...one, deployment: effectOf(own, one, planned, before) } : one;
  });
  const stay = new Set(functions.filter(({ deployment }) => STAYS.has(deployment?.effect)).map(({ id }) => id));
  return {
    ...plan,
    functions,
    comparison: {
      with: before.name,
      kind: before.released ? 'source' : 'processed',
      unknownParameters: before.deployable.unknown,
      gone: goneIn(planned, before, (id) => !stay.has(id)),
    },
  };
}
