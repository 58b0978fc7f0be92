import { logFactorial } from '../../../src/rehearse/distributions';

/** Probabilities that are known without a rehearsal. */

export const poissonOf = (count: number, mean: number): number =>
  mean === 0 ? Number(count === 0) : Math.exp(count * Math.log(mean) - mean - logFactorial(count));

/** More than `count`. */
export function poissonTail(count: number, mean: number): number {
  let sum = 0;
  for (let k = 0; k <= count; k++) sum += poissonOf(k, mean);
  return 1 - sum;
}

export function binomialOf(count: number, of: number, share: number): number {
  if (share === 0 || share === 1) return Number(count === share * of);
  const ways = logFactorial(of) - logFactorial(count) - logFactorial(of - count);
  return Math.exp(ways + count * Math.log(share) + (of - count) * Math.log(1 - share));
}

export interface Rate {
  readonly calls: number;
  readonly share: number;
  readonly probability: number;
}

/** Every error rate that a minute with so many calls on average can have. */
export function rates(mean: number, share: number): Rate[] {
  const found: Rate[] = [];
  for (let calls = 0; calls < mean + 10 * Math.sqrt(mean) + 10; calls++) {
    for (let errors = 0; errors <= calls; errors++) {
      const probability = poissonOf(calls, mean) * binomialOf(errors, calls, share);
      if (probability > 1e-12) found.push({ calls, share: calls === 0 ? 0 : errors / calls, probability });
    }
  }
  return found;
}

/** One of several tries succeeds. */
export const once = (probability: number, tries: number): number => 1 - (1 - probability) ** tries;

/** Two successes in a row among four tries: those without are none, one, or two that are apart. */
export function twiceInARow(p: number): number {
  const q = 1 - p;
  return 1 - (q ** 4 + 4 * p * q ** 3 + 3 * p ** 2 * q ** 2);
}
