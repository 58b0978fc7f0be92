import type { Fault, Rehearsal } from '../rehearse/rehearse';
import type { Subject } from './rule';

/** The rehearsals in which something is wrong. One without any alarm is another rule's. */
export const faulty = ({ rehearsals = [] }: Subject, fault: Fault): Rehearsal[] =>
  rehearsals.filter(({ alarms, advice }) => alarms.length > 0 && advice?.wrong.includes(fault));

/** What to write, as the object of a sentence. */
export function adviceOf({ advice }: Rehearsal): string {
  const settings = advice?.change?.settings ?? [];
  return settings.length > 0
    ? settings.join(' and ')
    : 'Hooks: { PreTraffic: { Checks: […] } }, because no alarm tells a bad version from a good one with this traffic';
}
