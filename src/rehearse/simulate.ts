import type { Load } from './load';
import { Random } from './random';
import { Release, type Version } from './release';
import type { Rollout } from './rollout';

/** How many are rehearsed, from which seed on, and for how many minutes failed calls are counted. */
export interface Extent {
  readonly runs: number;
  readonly seed: number;
  readonly horizon: number;
}

export interface Rehearsed {
  readonly runs: number;
  /** In how many of them the deployment was stopped, by the names of what stopped it. */
  readonly stops: ReadonlyMap<string, number>;
  /** Of every run that was stopped, the minute; in ascending order. */
  readonly minutes: Float64Array;
  /** Calls that failed for the new version's sake, of every run; in ascending order. */
  readonly failed: Float64Array;
  /** The same minute by minute, of the first few runs. */
  readonly perMinute: readonly Float64Array[];
}

/** Runs whose minutes are kept. */
const SHOWN = 400;

/** The same release again and again. Minute 0 begins with the first shift of traffic. */
export function simulate(rollout: Rollout, load: Load, version: Version, { runs, seed, horizon }: Extent): Rehearsed {
  const random = new Random(seed);
  const release = new Release(rollout, load, version, horizon, random);
  const stops = new Map<string, number>();
  const minutes: number[] = [];
  const failed = new Float64Array(runs);
  const perMinute: Float64Array[] = [];
  for (let run = 0; run < runs; run++) {
    release.run(perMinute.length < SHOWN ? horizon : 0);
    failed[run] = release.failed;
    if (perMinute.length < SHOWN) perMinute.push(release.perMinute.slice());
    if (release.stoppedBy === undefined) continue;
    stops.set(release.stoppedBy, (stops.get(release.stoppedBy) ?? 0) + 1);
    minutes.push(release.stoppedAt);
  }
  return { runs, stops, minutes: Float64Array.from(minutes).sort(), failed: failed.sort(), perMinute };
}
