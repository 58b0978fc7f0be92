import { alarmState, type DataPoint, evaluationRange, MISSING, type State } from './alarmState';
import { poisson } from './distributions';
import { Durations } from './durations';
import { type Load, ofMinute } from './load';
import { Minutes } from './minutes';
import { Random } from './random';
import type { Rollout } from './rollout';

/** How the new version differs from the old one. */
export interface Version {
  /** The share of its calls that fail beside those that the old one fails. */
  readonly fault: number;
  /** How much longer its calls take. */
  readonly latency: number;
}

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

/** CloudWatch has a minute's data a minute after its end. */
const DELAY = 1;
/** What a hook that has nothing to wait for takes. */
const HOOK_MINUTES = 1;
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

/** Minutes of a rollout in which its alarms count: until its last shift, or until the hook after that has ended. */
export const watchedMinutes = ({ steps, checksAfter, hookAfter }: Rollout): number =>
  (steps.at(-1)?.minute ?? 0) + (checksAfter > 0 || hookAfter ? HOOK_MINUTES : 0);

/** One rollout, run many times. */
class Release {
  stoppedBy: string | undefined;
  stoppedAt = 0;
  failed = 0;
  readonly perMinute: Float64Array;

  private readonly end: number;
  private readonly history: number;
  private readonly minutes: Minutes;
  private readonly shares: Float64Array;
  private readonly alarms: readonly Alarm[];
  private readonly noticedBefore: number;
  private readonly noticedAfter: number;
  private start = 0;

  constructor(
    private readonly rollout: Rollout,
    private readonly load: Load,
    private readonly version: Version,
    private readonly horizon: number,
    private readonly random: Random,
  ) {
    const { watches, steps, checksBefore, checksAfter } = rollout;
    this.end = watchedMinutes(rollout);
    this.history = Math.max(0, ...watches.map(({ evaluation, period }) => evaluationRange(evaluation.periods) * period)) + DELAY;
    const durations = watches.some(({ readsDurations }) => readsDurations) ? new Durations(load.duration, version.latency) : undefined;
    this.minutes = new Minutes(this.history + this.end + 1, durations);
    this.alarms = watches.map((watch) => new Alarm(watch, this.minutes));
    this.shares = Float64Array.from({ length: this.end + 1 }, (_, minute) => shareAt(steps, minute));
    this.perMinute = new Float64Array(horizon);
    this.noticedBefore = 1 - (1 - version.fault) ** checksBefore;
    this.noticedAfter = 1 - (1 - version.fault) ** checksAfter;
  }

  /** Counts the failed calls of each minute until `shown`. */
  run(shown: number): void {
    const { random, load } = this;
    this.start = load.starts[Math.floor(random.next() * load.starts.length)] ?? 0;
    this.minutes.restart(random);
    this.stoppedBy = undefined;
    this.failed = 0;
    this.perMinute.fill(0);
    for (let minute = -this.history; minute < 0; minute++) this.pass(minute, 0);
    for (const alarm of this.alarms) alarm.restart();
    const last = this.rollout.steps.at(-1)?.minute ?? 0;
    if (random.next() < this.noticedBefore) return this.stop('PreTraffic', 0);
    for (let minute = 0; minute <= this.end; minute++) {
      const fired = this.firing();
      if (fired !== undefined) return this.stop(fired, minute);
      if (minute === this.end) {
        if (this.end > last && random.next() < this.noticedAfter) return this.stop('PostTraffic', minute);
        break;
      }
      this.pass(minute, this.shares[minute] as number);
    }
    this.goOn(shown);
  }

  private stop(by: string, minute: number): void {
    this.stoppedBy = by;
    this.stoppedAt = minute;
  }

  private firing(): string | undefined {
    const visible = this.minutes.length - 1 - DELAY;
    let fired: string | undefined;
    for (const alarm of this.alarms) if (alarm.evaluate(visible) === 'ALARM') fired ??= alarm.name;
    return fired;
  }

  /** A minute of traffic. Calls that arrive by chance and meet a version by chance do so independently of each other. */
  private pass(minute: number, share: number): void {
    const { random, load, version } = this;
    const calls = ofMinute(load.rates, this.start + minute);
    const errors = ofMinute(load.errors, this.start + minute);
    const [ofNew, ofOld] = [calls * share, calls * (1 - share)];
    const faults = poisson(random, ofNew * version.fault);
    const other = poisson(random, ofNew * (1 - version.fault) * errors);
    const right = poisson(random, ofNew * (1 - version.fault) * (1 - errors));
    const oldErrors = poisson(random, ofOld * errors);
    const oldRight = poisson(random, ofOld * (1 - errors));
    this.minutes.add(faults + other + right, faults + other, oldErrors + oldRight, oldErrors);
    this.count(minute, faults);
  }

  private count(minute: number, faults: number): void {
    if (faults === 0) return;
    if (minute < this.horizon) this.failed += faults;
    if (minute < this.perMinute.length) this.perMinute[minute] = faults;
  }

  /** Nobody has stopped it: all traffic meets the new version. */
  private goOn(shown: number): void {
    const { random, load, version } = this;
    let rest = 0;
    for (let minute = this.end; minute < this.horizon; minute++) {
      const mean = ofMinute(load.rates, this.start + minute) * version.fault;
      if (minute < shown) this.count(minute, poisson(random, mean));
      else rest += mean;
    }
    this.failed += poisson(random, rest);
  }
}

/** An alarm in the course of a release. */
class Alarm {
  readonly name: string;
  private readonly points: Uint8Array;
  private readonly dataPoint: (time: number) => DataPoint;
  private state: State = 'OK';
  private known = 0;
  private visible = 0;

  constructor(
    private readonly watch: Rollout['watches'][number],
    minutes: Minutes,
  ) {
    this.name = watch.name;
    this.dataPoint = watch.dataPoints(minutes);
    this.points = new Uint8Array(minutes.most);
  }

  restart(): void {
    this.state = 'OK';
    this.known = 0;
  }

  /** `visible` is the last minute whose data CloudWatch has. */
  evaluate(visible: number): State {
    for (; this.known <= visible; this.known++) this.points[this.known] = this.dataPoint(this.known);
    this.visible = visible;
    this.state = alarmState(this.watch.evaluation, this.at, this.state);
    return this.state;
  }

  /** CloudWatch evaluates every minute, whatever the period: the window slides. */
  private at = (age: number): DataPoint => {
    const time = this.visible - age * this.watch.period;
    return time < 0 ? MISSING : (this.points[time] as DataPoint);
  };
}

/** The new version's share of the traffic in a minute, from 0 to 1. */
export function shareAt(steps: Rollout['steps'], minute: number): number {
  let percent = 0;
  for (const step of steps) if (step.minute <= minute) percent = step.percent;
  return percent / 100;
}
