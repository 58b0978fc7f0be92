import type { Consumer } from '../callers/decide/consumers';
import { sortedJson } from '../template/json';
import type { TransformResult } from '../transform/transform';
import type { PlannedCaller } from './schema';

/** What became of each place that names the function; what is said twice of one property is said once. */
export function callersOf(id: string, results: readonly TransformResult[]): PlannedCaller[] {
  const callers = results.flatMap((result) =>
    result.consumers.filter((consumer) => consumer.function === id).map((consumer) => callerOf(consumer, result)),
  );
  return [...new Map(callers.map((caller) => [sortedJson(caller), caller])).values()];
}

function callerOf(consumer: Consumer, result: TransformResult): PlannedCaller {
  const { mention, service, outcome, because, early } = consumer;
  return {
    resource: mention.owner,
    type: mention.section === 'Outputs' ? 'Output' : mention.type,
    property: mention.path,
    service: service ?? null,
    outcome,
    because,
    early: early ?? false,
    notes: outcome === 'moved' ? notesOf(consumer, result) : [],
  };
}

/** What the move of a caller brings with it. */
function notesOf({ mention: { owner }, caller, stale }: Consumer, { late, renewals }: TransformResult): string[] {
  const shownBy = renewals.filter(({ parts }) => parts.includes(owner)).map(({ from }) => from);
  const permissions = [...new Set(late.flatMap(([who, permission]) => (who === owner || shownBy.includes(who) ? [permission] : [])))];
  const until = permissions.join(' and ');
  const refused = caller?.decidedBy
    ? `who is named in ${until}, such as a CloudFront distribution, calls the new address before ${until} is there, and gets 403 until then`
    : `calls are refused from its move until ${until} is there, which waits for it`;
  return [...(permissions.length > 0 ? [refused] : []), ...(stale === undefined ? [] : [stale])];
}
