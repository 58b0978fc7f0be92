import { Alarm } from './alarm';
import { evaluationRange } from './alarmState';
import { poisson } from './distributions';
import { Durations } from './durations';
import { type Load, ofMinute } from './load';
import { Minutes } from './minutes';
import type { Random } from './random';
import { type Rollout, shareAt, watchedMinutes } from './rollout';

/** How the new version differs from the old one. */
export interface Version {
  /** The share of its calls that fail beside those that the old one fails. */
  readonly fault: number;
  /** How much longer its calls take. */
  readonly latency: number;
}

/** CloudWatch has a minute's data a minute after its end. */
const DELAY = 1;

/** One rollout, run many times. */
export class Release {
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
