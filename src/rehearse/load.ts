import type { Duration } from './durations';

/** What callers ask of a function, and how its old version answers. */
export interface Load {
  /** Calls of each minute: as many as there were, or one number for all. */
  readonly rates: Float64Array;
  /** Of these, the share that fails. */
  readonly errors: Float64Array;
  /** Minutes of the above at which a release may begin. */
  readonly starts: readonly number[];
  readonly duration: Duration;
}

/** The same at all times. */
export const steadyLoad = (callsPerMinute: number, errors: number, duration: Duration): Load => ({
  rates: Float64Array.of(callsPerMinute),
  errors: Float64Array.of(errors),
  starts: [0],
  duration,
});

const { max, min } = Math;

/** The value of a minute; before the first and after the last there is more of the same. */
export const ofMinute = (values: Float64Array, minute: number): number => values[max(0, min(minute, values.length - 1))] as number;

/** What a release meets on average in its first minutes, whenever it begins. */
export function average({ rates, errors, starts }: Load, minutes: number): { callsPerMinute: number; errors: number } {
  let calls = 0;
  let failed = 0;
  for (const start of starts) {
    for (let minute = start; minute < start + minutes; minute++) {
      calls += ofMinute(rates, minute);
      failed += ofMinute(rates, minute) * ofMinute(errors, minute);
    }
  }
  return { callsPerMinute: calls / (starts.length * minutes), errors: calls === 0 ? 0 : failed / calls };
}
