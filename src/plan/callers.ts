import type { Consumer } from '../callers/decide/consumers';
import { REASONS } from '../callers/decide/reasons';
import { sortedJson } from '../template/json';
import { permissionId } from '../version/ids';
import type { Released } from '../version/released';
import { someOf } from './list';
import { reasonOf } from './reasons';
import { changes } from './replaced';
import type { PlannedCaller } from './schema';
import type { Deployable, Planned } from './side';

/** What became of each place that names the function; what is said twice of one property is said once. */
export function callersOf(released: Released, planned: Planned, before: Deployable | undefined): PlannedCaller[] {
  const consumers = planned.results.flatMap((result) => result.consumers.filter((consumer) => consumer.function === released.id));
  const callers = consumers.map((consumer) => callerOf(consumer, notesOf(consumer, released, planned, before)));
  return [...new Map(callers.map((caller) => [sortedJson(caller), caller])).values()];
}

function callerOf(consumer: Consumer, notes: string[]): PlannedCaller {
  const { mention, service, outcome, because, early } = consumer;
  return {
    resource: mention.owner,
    type: mention.section === 'Outputs' ? 'Output' : mention.type,
    property: mention.path,
    service: service ?? null,
    outcome: because === REASONS.namesAlias ? 'already' : outcome,
    because: reasonOf(consumer),
    early: early ?? false,
    notes,
  };
}

/** What the move of a caller brings with it, in the deployment in which it moves. */
function notesOf(consumer: Consumer, { settings }: Released, { deployable }: Planned, before: Deployable | undefined): string[] {
  const { outcome, stale, after = [] } = consumer;
  if (outcome !== 'moved' || (before && !changes(consumer, before, deployable))) return [];
  const stands = (id: string) =>
    before !== undefined &&
    (before.has(permissionId(id, settings.alias)) || sortedJson(before.resources[id]) === sortedJson(deployable.resources[id]));
  const missing = after.filter((id) => !stands(id));
  return [...(missing.length > 0 ? [refused(consumer, someOf(missing))] : []), ...(stale === undefined ? [] : [stale])];
}

function refused({ caller, role }: Consumer, until: string): string {
  if (caller?.decidedBy)
    return `the caller that ${until} names, such as a CloudFront distribution, calls the new address before ${until} exists, and gets 403 until then; ${CLOSED}`;
  const order = role ? 'which it does not wait for' : 'which is created after it';
  return `calls may be denied from its move until ${until} exists, ${order}; ${CLOSED}`;
}

export const CLOSED = 'Callers: Stay in an earlier update avoids this';
