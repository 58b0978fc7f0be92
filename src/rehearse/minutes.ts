import type { Durations } from './durations';
import type { Random } from './random';

/** What happened in each minute of one rollout so far, as sums from its beginning: any window is a difference of two. */
export class Minutes {
  private readonly newCalls: Float64Array;
  private readonly allCalls: Float64Array;
  private readonly newErrors: Float64Array;
  private readonly allErrors: Float64Array;
  private readonly newTime: Float64Array;
  private readonly allTime: Float64Array;
  /** How many minutes there are. */
  length = 0;
  /** Draws what a metric needs that is no sum. */
  random!: Random;

  constructor(
    readonly most: number,
    readonly durations: Durations | undefined,
  ) {
    const sums = () => new Float64Array(most + 1);
    this.newCalls = sums();
    this.allCalls = sums();
    this.newErrors = sums();
    this.allErrors = sums();
    this.newTime = sums();
    this.allTime = sums();
  }

  restart(random: Random): void {
    this.length = 0;
    this.random = random;
  }

  add(newCalls: number, newErrors: number, oldCalls: number, oldErrors: number): void {
    const at = this.length++;
    const next = at + 1;
    this.newCalls[next] = (this.newCalls[at] as number) + newCalls;
    this.allCalls[next] = (this.allCalls[at] as number) + newCalls + oldCalls;
    this.newErrors[next] = (this.newErrors[at] as number) + newErrors;
    this.allErrors[next] = (this.allErrors[at] as number) + newErrors + oldErrors;
    if (!this.durations) return;
    const newTime = this.durations.sum(this.random, newCalls, true);
    this.newTime[next] = (this.newTime[at] as number) + newTime;
    this.allTime[next] = (this.allTime[at] as number) + newTime + this.durations.sum(this.random, oldCalls, false);
  }

  calls = (ofNew: boolean, time: number, period: number): number => this.window(ofNew ? this.newCalls : this.allCalls, time, period);
  errors = (ofNew: boolean, time: number, period: number): number => this.window(ofNew ? this.newErrors : this.allErrors, time, period);
  time = (ofNew: boolean, time: number, period: number): number => this.window(ofNew ? this.newTime : this.allTime, time, period);

  /** `period` minutes that end with this one. */
  private window(sums: Float64Array, time: number, period: number): number {
    return (sums[time + 1] as number) - (sums[time < period ? 0 : time + 1 - period] as number);
  }
}
