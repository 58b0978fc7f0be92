import type { Deployable } from '../plan/side';
import type { Released } from '../version/released';
import { type Change, changesOf } from './changes';
import { average, type Load } from './load';
import { horizonOf, type Outcome, outcomeOf } from './outcome';
import type { Version } from './release';
import { type Rollout, rolloutsOf } from './rollout';
import { type Extent, simulate } from './simulate';
import type { LeftOut } from './watch';

/** The release of one function, rehearsed. */
export interface Rehearsal {
  readonly function: string;
  readonly type: string;
  readonly when: Rollout['when'];
  readonly steps: Rollout['steps'];
  readonly load: { readonly callsPerMinute: number; readonly errors: number; readonly milliseconds: number };
  readonly horizon: number;
  readonly runs: number;
  readonly alarms: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly checks: { readonly before: number; readonly after: number };
  /** No alarm counts, and there is no advice about them. */
  readonly ignoresAlarms: boolean;
  /** A new version that is as good as the old one. */
  readonly good: Outcome;
  readonly bad: readonly Outcome[];
  readonly advice: Advice | null;
}

/** What would make the release safer. */
export interface Advice {
  readonly wrong: readonly Fault[];
  /** The bad version that it is about, and how many of it and of good ones are stopped now. */
  readonly version: Version;
  readonly now: Tried;
  /** null where no change of alarms and schedule helps enough: the best of them is in `nearly`. */
  readonly change: Tried | null;
  readonly nearly: Tried | null;
}
/** `late`: it does not stop the bad version. `jumpy`: it stops good ones. */
export type Fault = 'late' | 'jumpy';
export interface Tried {
  readonly settings: readonly string[];
  /** The shares of bad and of good versions that are stopped. */
  readonly bad: number;
  readonly good: number;
}

/** What an alarm is for: a version of which one call in four fails. */
export const BAD: Version = { fault: 0.25, latency: 1 };
/** A bad version shall be stopped in nine of ten releases, and a good one in no more than one of twenty. */
export const CAUGHT = 0.9;
export const DISTURBED = 0.05;
/** A change is tried a few times first, which leaves some doubt. */
const TRIES = 500;
const DOUBT = 0.04;
/** What a change must be worth at least, to be told although it does not help enough. */
const BETTER = 0.1;

export interface Questions {
  readonly versions: readonly Version[];
  readonly runs: number;
  readonly seed: number;
}

/** Rehearses the release of a function, in each way in which CloudFormation may decide its Type; null where nobody knows its steps. */
export function rehearse(released: Released, deployable: Deployable, load: Load, questions: Questions): (Rehearsal | null)[] {
  return rolloutsOf(released, deployable).map((rollout) =>
    rollout.steps === null ? null : new Rehearsing(released, deployable, load, questions, rollout as Rollout).result(),
  );
}

class Rehearsing {
  private readonly extent: Extent;

  constructor(
    private readonly released: Released,
    private readonly deployable: Deployable,
    private readonly load: Load,
    private readonly questions: Questions,
    private readonly rollout: Rollout,
  ) {
    const { runs, seed } = questions;
    this.extent = { runs, seed, horizon: horizonOf(rollout) };
  }

  result(): Rehearsal {
    const { released, load, questions, rollout, extent } = this;
    const good = outcomeOf(rollout, load, { fault: 0, latency: 1 }, extent);
    const bad = questions.versions.map((version) => outcomeOf(rollout, load, version, extent));
    return {
      function: released.id,
      type: rollout.type,
      when: rollout.when,
      steps: rollout.steps,
      load: { ...average(load, extent.horizon), milliseconds: load.duration.mean },
      horizon: extent.horizon,
      runs: extent.runs,
      alarms: rollout.watches.map(({ name }) => name),
      leftOut: rollout.leftOut,
      ignoresAlarms: released.settings.deployment?.ignoreAlarms ?? false,
      checks: { before: rollout.checksBefore, after: rollout.checksAfter },
      good,
      bad,
      advice: this.advice(good, bad),
    };
  }

  private advice(good: Outcome, bad: readonly Outcome[]): Advice | null {
    const { released, rollout, deployable, load, extent } = this;
    const { deployment } = released.settings;
    const version = this.questions.versions.length === 1 ? (this.questions.versions[0] as Version) : BAD;
    const jumpy = good.by.filter(({ share }) => share > DISTURBED / 2).map(({ name }) => name);
    const known = bad.find(({ fault, latency }) => fault === version.fault && latency === version.latency);
    const now = { settings: [], bad: (known ?? outcomeOf(rollout, load, version, extent)).stopped, good: good.stopped };
    const wrong: Fault[] = [...(now.bad < CAUGHT ? ['late' as const] : []), ...(now.good > DISTURBED ? ['jumpy' as const] : [])];
    if (wrong.length === 0 || !deployment || deployment.ignoreAlarms) return null;
    const advice = { wrong, version, now, change: null, nearly: null };
    let best: Change | undefined;
    let most = worth(now) + BETTER;
    for (const change of changesOf(released, deployment, rollout, deployable, { isSlow: version.latency > 1, jumpy })) {
      const first = this.tried(change, version, TRIES);
      if (helps(first, DOUBT)) {
        const tried = this.tried(change, version, extent.runs);
        if (helps(tried, 0)) return { ...advice, change: tried };
      }
      if (worth(first) <= most) continue;
      best = change;
      most = worth(first);
    }
    return { ...advice, nearly: best ? this.tried(best, version, extent.runs) : null };
  }

  private tried({ settings, rollout }: Change, version: Version, runs: number): Tried {
    const extent = { ...this.extent, runs, horizon: 0 };
    const share = (of: Version) => simulate(rollout, this.load, of, extent).minutes.length / extent.runs;
    return { settings, bad: share(version), good: share({ fault: 0, latency: 1 }) };
  }
}

const helps = ({ bad, good }: Tried, doubt: number): boolean => bad >= CAUGHT - doubt && good <= DISTURBED + doubt;

/** A good version that is stopped costs a release, a bad one that is not stopped costs its users. */
const worth = ({ bad, good }: Tried): number => bad - good;
