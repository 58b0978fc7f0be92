import type { Duration } from './durations';
import type { Load } from './load';

/** What a function did in the past, minute by minute. */
export interface History {
  readonly calls: Float64Array;
  readonly failed: Float64Array;
  /** undefined where it was never called. */
  readonly duration: Duration | undefined;
}

const DAY = 1_440;
/** Releases begin around the same time of day: half an hour sooner or later. */
const AROUND = 30;
/** Minutes of the past that a release needs before and after its beginning. */
const BEFORE = 30;
const AFTER = 60;

/** Traffic as it was at this time of day; `minute` is the first minute of the history at that time. */
export function loadOf({ calls, failed, duration }: History, minute: number): Load {
  const starts: number[] = [];
  for (let time = minute % DAY; time < calls.length; time += DAY) {
    for (let start = time - AROUND; start <= time + AROUND; start++) {
      if (start >= BEFORE && start + AFTER <= calls.length) starts.push(start);
    }
  }
  const errors = calls.map((count, index) => (count === 0 ? 0 : Math.min(1, (failed[index] as number) / count)));
  return { rates: calls, errors, starts, duration: duration ?? { mean: 100, p99: 400 } };
}
