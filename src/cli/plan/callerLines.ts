import type { PlannedCaller } from '../../plan/schema';
import { groupBy } from '../../template/json';
import { OUTCOMES, type Outcome, outcomeOf } from './words';

const MOST = 3;
const EARLY = 'it changes before the alias exists; if the alias is new, calls fail until then';

interface CallerLine {
  readonly outcome: Outcome;
  readonly text: string;
}

const place = ({ resource, property }: PlannedCaller): string => `${resource}.${property}`;

const why = ({ because, early, notes }: PlannedCaller, whole: boolean): string =>
  [...(whole ? [because] : []), ...(early ? [EARLY] : []), ...notes].join('; ');

/**
 * Callers with one outcome for one reason stand together. Those that moved need no reason: all of them have, by default, and it
 * is evidence more than explanation.
 */
export function callerLines(callers: readonly PlannedCaller[], verbose: boolean): CallerLine[] {
  return OUTCOMES.flatMap((outcome) => {
    const same = callers.filter((caller) => outcomeOf(caller) === outcome);
    if (verbose) return same.map((caller) => ({ outcome, text: `${place(caller)} (${caller.type}): ${why(caller, true)}` }));
    return [...groupBy(same, (caller) => why(caller, outcome !== 'moved'))].map(([said, group]) => ({
      outcome,
      text: said === '' ? some(group) : `${some(group)}: ${said}`,
    }));
  });
}

function some(callers: readonly PlannedCaller[]): string {
  const places = [...new Set(callers.map(place))];
  const rest = places.length - MOST;
  return rest > 1 ? `${places.slice(0, MOST).join(', ')} and ${rest} more` : places.join(', ');
}
