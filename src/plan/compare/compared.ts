import type { Plan, PlannedFunction } from '../schema';
import { type Before, type Planned, releasedIn } from '../side';
import { callsBetween } from './calls';
import { replacementsIn } from './costs';
import { durationOf } from './duration';
import { effectOf } from './effect';
import { faultsIn } from './fails';
import { goneIn } from './gone';
import { leavingIn } from './leaving';
import { withNotes } from './notes';
import { changedOutputs } from './outputs';
import { renewalsBetween } from './renewals';
import { changedResources } from './resources';
import { sameVersions } from './sameVersions';
import { unprotectedIn } from './unprotected/unprotected';

/** No new version is published, as far as anybody can see. */
const stays = ({ deployment, version }: PlannedFunction): boolean =>
  deployment?.effect === 'unchanged' || (deployment?.effect === 'unknown' && version.id === null);

/** The plan with what it does to what is deployed. Both sides are compared as CloudFormation sees them, after the macro. */
export function compared(plan: Plan, planned: Planned, before: Before): Plan {
  const released = new Map(releasedIn(planned.results).map((one) => [one.id, one]));
  const functions = plan.functions.map((one) => {
    const own = released.get(one.id);
    return own ? { ...one, deployment: effectOf(own, one, planned, before) } : one;
  });
  const stay = new Set(functions.filter(stays).map(({ id }) => id));
  const [then, now] = [
    before.deployable,
    sameVersions(
      planned.deployable,
      before.deployable,
      [...stay].flatMap((id) => released.get(id) ?? []),
    ),
  ];
  const resources = changedResources(then, now);
  const found = callsBetween(then, now);
  const renewals = renewalsBetween(planned, then, found);
  const calls = withNotes(found, functions, renewals, { before: then, after: now });
  const gone = goneIn(planned, before, renewals, (id) => !stay.has(id));
  const serving = functions.filter(({ alias, deployment }) => then.has(alias.id) && deployment?.effect !== 'absent').map(({ id }) => id);
  return {
    ...plan,
    functions,
    renewals,
    replaced: replacementsIn(resources, calls, now),
    comparison: {
      with: before.name,
      kind: before.released ? 'source' : 'processed',
      unknownParameters: before.deployable.unknown,
      fails: faultsIn(then, now, functions, resources),
      leaving: leavingIn(then, now, new Set(released.keys()), gone, resources),
      calls,
      resources,
      outputs: changedOutputs(then, now, resources),
      gone,
      duration: durationOf(functions, now),
      unprotected: unprotectedIn({ before: then, after: now, resources, serving, functions }),
    },
  };
}
