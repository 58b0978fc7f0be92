import { type Load, ofMinute } from './load';
import type { Version } from './release';
import { type Rollout, shareAt, watchedMinutes } from './rollout';
import { type Extent, type Rehearsed, simulate } from './simulate';

/** What becomes of one new version. */
export interface Outcome extends Version {
  /** The share of the rehearsals in which the deployment was stopped. */
  readonly stopped: number;
  /** Who stopped it, and in which share of all rehearsals; the most frequent first. */
  readonly by: readonly { readonly name: string; readonly share: number }[];
  /** Minutes from the first shift until then; null where nothing was stopped. */
  readonly minutes: Spread | null;
  /** Calls that fail because of the new version. */
  readonly failed: Spread & { readonly mean: number };
  /** The same when all traffic moves at once, and when nothing watches. */
  readonly failedAtOnce: number;
  readonly failedUnwatched: number;
  /** Minute by minute. */
  readonly course: readonly CourseMinute[];
}
interface Spread {
  readonly median: number;
  readonly p95: number;
}
interface CourseMinute {
  /** What the schedule gives the new version. */
  readonly percent: number;
  /** In which share of the rehearsals it has been stopped by then. */
  readonly stopped: number;
  /** Failed calls in this minute: in the middle, and the band that nine of ten rehearsals stay in. */
  readonly failed: { readonly low: number; readonly median: number; readonly high: number };
}

/** Failed calls are counted for an hour, or until the shift is over. */
const HOUR = 60;
export const horizonOf = (rollout: Rollout): number => Math.max(HOUR, watchedMinutes(rollout));

export function outcomeOf(rollout: Rollout, load: Load, version: Version, extent: Extent): Outcome {
  const rehearsed = simulate(rollout, load, version, extent);
  const { runs, minutes, failed, stops } = rehearsed;
  return {
    ...version,
    stopped: minutes.length / runs,
    by: [...stops].map(([name, count]) => ({ name, share: count / runs })).sort((a, b) => b.share - a.share),
    minutes: minutes.length > 0 ? { median: at(minutes, 0.5), p95: at(minutes, 0.95) } : null,
    failed: { mean: mean(failed), median: at(failed, 0.5), p95: at(failed, 0.95) },
    failedAtOnce: expected(load, version, extent.horizon, () => 1),
    failedUnwatched: expected(load, version, extent.horizon, (minute) => shareAt(rollout.steps, minute)),
    course: course(rollout, rehearsed, extent.horizon),
  };
}

/** The smallest value that so many of them do not exceed. */
const at = (sorted: Float64Array, share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Nothing stops it: the mean is known without a rehearsal. */
function expected({ rates, starts }: Load, { fault }: Version, horizon: number, shareOf: (minute: number) => number): number {
  let sum = 0;
  for (const start of starts) {
    for (let minute = 0; minute < horizon; minute++) sum += ofMinute(rates, start + minute) * fault * shareOf(minute);
  }
  return sum / starts.length;
}

function course({ steps }: Rollout, { runs, minutes, perMinute }: Rehearsed, horizon: number): CourseMinute[] {
  return Array.from({ length: horizon }, (_, minute) => {
    const failed = Float64Array.from(perMinute, (run) => run[minute] as number).sort();
    return {
      percent: shareAt(steps, minute) * 100,
      stopped: minutes.filter((stopped) => stopped <= minute).length / runs,
      failed: { low: at(failed, 0.05), median: at(failed, 0.5), high: at(failed, 0.95) },
    };
  });
}
