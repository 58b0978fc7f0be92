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

/** The value of a minute; before the first and after the last there is more of the same. */
export const ofMinute = (values: Float64Array, minute: number): number =>
  values[Math.min(Math.max(minute, 0), values.length - 1)] as number;
