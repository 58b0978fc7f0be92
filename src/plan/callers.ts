import type { Consumer } from '../callers/decide/consumers';
import { sortedJson } from '../template/json';
import type { PlannedCaller } from './schema';

/** What became of each place that names the function; what is said twice of one property is said once. */
export function callersOf(id: string, consumers: readonly Consumer[]): PlannedCaller[] {
  const callers = consumers.filter((consumer) => consumer.function === id).map(callerOf);
  return [...new Map(callers.map((caller) => [sortedJson(caller), caller])).values()];
}

const callerOf = ({ mention, service, outcome, because, early }: Consumer): PlannedCaller => ({
  resource: mention.owner,
  type: mention.section === 'Outputs' ? 'Output' : mention.type,
  property: mention.path,
  service: service ?? null,
  outcome,
  because,
  early: early ?? false,
});
