import { gamma, ranked } from './distributions';
import { below, quantile } from './normal';
import type { Random } from './random';

const { exp, floor, log, max, min, round, sqrt } = Math;

/** Milliseconds of one call: the mean, and what one call in a hundred exceeds. */
export interface Duration {
  readonly mean: number;
  readonly p99: number;
}

const Z99 = quantile(0.99);
/** Of the mixed distribution of two versions: how finely the share of the new one is told apart, and the quantiles. */
const SHARES = 64;
const REACH = 6;
const STEPS = 10;

/** Lognormal, as the durations of requests mostly are; those of the new version are longer by a factor. */
export class Durations {
  private readonly mu: number;
  private readonly sigma: number;
  /** The square of the standard deviation over the mean. */
  private readonly variation: number;
  private readonly mixed = new Map<number, Float64Array>();

  constructor(
    private readonly old: Duration,
    private readonly factor: number,
  ) {
    // p99 / mean = exp(z sigma - sigma^2 / 2); no lognormal has more than exp(z^2 / 2) of it
    const ratio = min(max(log(old.p99 / old.mean), 0.01), (Z99 * Z99) / 2);
    this.sigma = Z99 - sqrt(Z99 * Z99 - 2 * ratio);
    this.mu = log(old.mean) - this.sigma ** 2 / 2;
    this.variation = exp(this.sigma ** 2) - 1;
  }

  /** The sum of many: a gamma distribution of the same mean and variance. */
  sum(random: Random, calls: number, isNew: boolean): number {
    if (calls === 0) return 0;
    const mean = this.old.mean * (isNew ? this.factor : 1);
    return gamma(random, calls / this.variation) * mean * this.variation;
  }

  /** What `rank` of `calls` calls do not exceed, where `share` of them meet the new version. */
  ranked(random: Random, rank: number, calls: number, share: number): number {
    const z = quantile(ranked(random, rank, calls));
    if (this.factor === 1 || share === 0) return exp(this.mu + this.sigma * z);
    const table = this.table(round(share * SHARES));
    const place = (min(max(z, -REACH), REACH - 1e-9) + REACH) * STEPS;
    const index = floor(place);
    const [low, high] = [table[index] as number, table[index + 1] as number];
    return exp(low + (high - low) * (place - index));
  }

  /** Logarithms of the quantiles at evenly spaced z, where so many of 64 calls meet the new version. */
  private table(ofAll: number): Float64Array {
    const before = this.mixed.get(ofAll);
    if (before) return before;
    const share = ofAll / SHARES;
    const table = Float64Array.from({ length: 2 * REACH * STEPS + 1 }, (_, index) => this.mixedQuantile(index / STEPS - REACH, share));
    this.mixed.set(ofAll, table);
    return table;
  }

  private mixedQuantile(z: number, share: number): number {
    const shift = log(this.factor);
    const base = this.mu + this.sigma * z;
    let [low, high] = shift < 0 ? [base + shift, base] : [base, base + shift];
    // in the upper half by what lies above, so that no digits get lost
    const side = z > 0 ? -1 : 1;
    const wanted = below(side * z);
    for (let round = 0; round < 50; round++) {
      const middle = (low + high) / 2;
      const old = below((side * (middle - this.mu)) / this.sigma);
      const its = below((side * (middle - this.mu - shift)) / this.sigma);
      if ((1 - share) * old + share * its < wanted === side > 0) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }
}
