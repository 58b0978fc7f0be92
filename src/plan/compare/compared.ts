import type { Call, Plan, PlannedFunction } from '../schema';
import { type Before, type Planned, releasedIn } from '../side';
import { callsBetween } from './calls';
import { replacementsIn } from './costs';
import { durationOf } from './duration';
import { effectOf } from './effect';
import { faultsIn } from './fails';
import { goneIn } from './gone';
import { leavingIn } from './leaving';
import { isRenamed, withNotes } from './notes';
import { changedOutputs } from './outputs';
import { renewalsBetween } from './renewals';
import { changedResources } from './resources';
import { sameVersions } from './sameVersions';
import { unprotectedIn } from './unprotected/unprotected';

const RENAME = 'To avoid this, use three updates: first Permissions: Both, then the new name with Callers: Stay, then neither';

/** Callers of an alias that gets another name may be refused; what it takes is said of the function, and once. */
function withRename(one: PlannedFunction, calls: readonly Call[]): PlannedFunction {
  const isRefused = calls.some((call) => call.function === one.id && isRenamed(call) && call.notes.length > 0);
  if (!isRefused || !one.deployment) return one;
  const because =
    `${one.deployment.because}. Permissions and IAM statements then allow ${one.alias.name} but not the old name, ` +
    `so callers that have not moved yet are denied. ${RENAME}`;
  return { ...one, deployment: { ...one.deployment, because } };
}

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
  const replaced = new Set(resources.filter(({ action }) => action === 'replaced').map(({ id }) => id));
  const found = callsBetween(then, now);
  const renewals = renewalsBetween(planned, then, found);
  const calls = withNotes(found, functions, renewals, { before: then, after: now });
  const gone = goneIn(planned, before, renewals, replaced, (id) => !stay.has(id));
  const serving = functions.filter(({ alias, deployment }) => then.has(alias.id) && deployment?.effect !== 'absent').map(({ id }) => id);
  return {
    ...plan,
    functions: functions.map((one) => withRename(one, calls)),
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
