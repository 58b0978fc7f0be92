import type { Plan, PlannedFunction } from '../schema';
import { type Before, type Planned, releasedIn } from '../side';
import { effectOf } from './effect';
import { goneIn } from './gone';

/** No new version is published, as far as anybody can see. */
const stays = ({ deployment, version }: PlannedFunction): boolean =>
  deployment?.effect === 'unchanged' || (deployment?.effect === 'unknown' && version.id === null);

/** The plan with what it does to what is deployed. */
export function compared(plan: Plan, planned: Planned, before: Before): Plan {
  const released = new Map(releasedIn(planned.results).map((one) => [one.id, one]));
  const functions = plan.functions.map((one) => {
    const own = released.get(one.id);
    return own ? { ...one, deployment: effectOf(own, one, planned, before) } : one;
  });
  const stay = new Set(functions.filter(stays).map(({ id }) => id));
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
