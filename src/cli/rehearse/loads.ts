import { loadOf } from '../../rehearse/history';
import { type Load, steadyLoad } from '../../rehearse/load';
import type { Released } from '../../version/released';
import type { Connection } from '../aws/connection';
import { type ConnectMetrics, functionNames, readHistory } from '../aws/metrics';
import type { Client, Connect } from '../aws/stack';
import type { Arguments, Option } from '../command';
import { one } from '../template';
import { UsageError } from '../usage';
import { PerFunction } from './perFunction';
import { DURATION, SHARE, TRAFFIC } from './quantities';

/** What says how much traffic there is; rehearse and lint take it. */
export const LOAD_OPTIONS: Readonly<Record<string, Option>> = {
  traffic: {
    value: 'N/UNIT',
    multiple: true,
    text: 'The request rate, such as 30/min, 5/s or 400/h; for one function, Checkout=30/min. May be repeated.',
  },
  errors: {
    value: 'PERCENT',
    multiple: true,
    text: 'The error rate of the old version, such as 0.1%; also by function; default: 0%.',
  },
  duration: {
    value: 'MEAN[/P99]',
    multiple: true,
    text: 'The duration with the old version, such as 120ms or 120ms/900ms; also by function; default: 100ms.',
  },
  stack: { value: 'NAME', text: 'A deployed stack. Its last 14 days in CloudWatch are used instead of these three options.' },
  profile: { value: 'NAME', text: 'The profile in the AWS configuration that --stack uses.' },
  at: { value: 'HH:MM', text: 'The time of day (UTC) at which --stack rehearses; default: now.' },
};

/** What reading a stack touches, so that tests can stand in for AWS and for the clock. */
export interface LoadWorld {
  readonly connect: Connect;
  readonly connectMetrics: ConnectMetrics;
  readonly now: () => Date;
}

export interface AskedStack extends Connection {
  readonly name: string;
  readonly client: Client;
}

/** The options about traffic, read once; what is wrong with them goes to `mistakes`. */
export class Loads {
  private readonly traffic: PerFunction<number>;
  private readonly errors: PerFunction<number>;
  private readonly duration: PerFunction<{ mean: number; p99: number }>;
  private readonly at: number | undefined;
  private readonly seen = new Set<string>();

  constructor(given: Arguments, mistakes: string[]) {
    const values = (name: string) => given.options.get(name) ?? [];
    this.traffic = new PerFunction('traffic', values('traffic'), TRAFFIC, mistakes);
    this.errors = new PerFunction('errors', values('errors'), SHARE, mistakes);
    this.duration = new PerFunction('duration', values('duration'), DURATION, mistakes);
    const said = one(given, 'at');
    const [, hour, minute] = /^(\d\d?):(\d\d)$/.exec(said ?? '') ?? [];
    this.at = said === undefined ? undefined : Number(hour) * 60 + Number(minute);
    if (said !== undefined && !(Number(hour) < 24 && Number(minute) < 60))
      mistakes.push('--at must be a time of day in UTC, such as 14:30.');
    if (!given.options.has('stack')) {
      for (const name of ['at', 'profile']) if (given.options.has(name)) mistakes.push(`--${name} requires --stack.`);
    }
  }

  /** What each function has to serve. Those of which nobody says it are left out. */
  async of(functions: readonly Released[], stack: AskedStack | undefined, world: LoadWorld): Promise<ReadonlyMap<string, Load>> {
    const ids = functions.map(({ id }) => id);
    for (const id of ids) this.seen.add(id);
    const past = stack ? await this.past(ids, stack, world) : new Map<string, Load>();
    return new Map(ids.flatMap((id) => this.load(id, past.get(id)) ?? []).map((load) => [load.id, load.load]));
  }

  /** Functions that were named, and are in none of the templates. */
  refuseUnknown(): void {
    const mistakes = [this.traffic, this.errors, this.duration].flatMap((option) => option.unknown([...this.seen]));
    if (mistakes.length > 0) throw new UsageError(...mistakes);
  }

  /** What is said counts more than what was. */
  private load(id: string, past: Load | undefined): { id: string; load: Load } | undefined {
    const traffic = this.traffic.one(id);
    const duration = this.duration.one(id) ?? past?.duration ?? DURATION.read('100ms');
    if (!duration || (traffic === undefined && !past)) return undefined;
    const errors = this.errors.one(id);
    const steady = steadyLoad(traffic ?? 0, errors ?? 0, duration);
    if (traffic !== undefined || !past) return { id, load: steady };
    return { id, load: { ...past, duration, ...(errors === undefined ? {} : { errors: steady.errors }) } };
  }

  private async past(ids: readonly string[], { name, client, region, profile }: AskedStack, world: LoadWorld): Promise<Map<string, Load>> {
    const names = await functionNames(name, client);
    const metrics = await world.connectMetrics({ region, profile });
    const now = world.now();
    const past = new Map<string, Load>();
    for (const id of ids) {
      const physical = names.get(id);
      if (physical === undefined || this.traffic.one(id) !== undefined) continue;
      const history = await readHistory(physical, metrics, now);
      past.set(id, loadOf(history, this.firstMinute(now)));
    }
    return past;
  }

  /** The first minute of the history at the time of day that is asked for. */
  private firstMinute(now: Date): number {
    if (this.at === undefined) return 0;
    return (((this.at - now.getUTCHours() * 60 - now.getUTCMinutes()) % 1_440) + 1_440) % 1_440;
  }
}
