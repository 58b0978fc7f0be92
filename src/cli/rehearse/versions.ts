import type { Questions } from '../../rehearse/rehearse';
import type { Arguments } from '../command';
import { one } from '../template';
import { UsageError } from '../usage';
import { PerFunction } from './perFunction';
import { FACTOR, SHARE } from './quantities';

const FAULTS = [0.01, 0.05, 0.25, 1];
const MOST_RUNS = 1_000_000;
const RUNS = 10_000;

/** The new versions that are rehearsed, and how often. */
export class Versions {
  private readonly faults: PerFunction<number>;
  private readonly latencies: PerFunction<number>;
  private readonly runs: number;
  private readonly seed: number;

  constructor(given: Arguments, mistakes: string[]) {
    this.faults = new PerFunction('fault', given.options.get('fault') ?? [], SHARE, mistakes);
    this.latencies = new PerFunction('latency', given.options.get('latency') ?? [], FACTOR, mistakes);
    this.runs = whole(given, 'runs', RUNS, 1, MOST_RUNS, mistakes);
    this.seed = whole(given, 'seed', 1, 0, 2 ** 31 - 1, mistakes);
  }

  refuseUnknown(functions: readonly string[]): void {
    const mistakes = [this.faults, this.latencies].flatMap((option) => option.unknown(functions));
    if (mistakes.length > 0) throw new UsageError(...mistakes);
  }

  of(id: string): Questions {
    const [faults, latencies] = [this.faults.all(id), this.latencies.all(id)];
    const asked = faults.length > 0 ? faults : latencies.length > 0 ? [0] : FAULTS;
    const versions = asked.flatMap((fault) => (latencies.length > 0 ? latencies : [1]).map((latency) => ({ fault, latency })));
    return { versions, runs: this.runs, seed: this.seed };
  }
}

function whole(given: Arguments, name: string, byDefault: number, least: number, most: number, mistakes: string[]): number {
  const said = one(given, name);
  const value = said === undefined ? byDefault : /^\d+$/.test(said) ? Number(said) : Number.NaN;
  if (value >= least && value <= most) return value;
  mistakes.push(`--${name} must be a whole number from ${least} to ${most}.`);
  return byDefault;
}
