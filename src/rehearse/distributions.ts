import type { Random } from './random';

const { exp, log, sqrt, abs, floor } = Math;

/** Below this mean counting up is faster than rejecting. */
const FEW = 10;

/** How many of something that happens `mean` times on average, each time by itself. */
export function poisson(random: Random, mean: number): number {
  if (mean <= 0) return 0;
  return mean < FEW ? counted(random, mean) : rejected(random, mean);
}

/** Inversion: walks up the probabilities. */
function counted(random: Random, mean: number): number {
  let term = exp(-mean);
  let left = random.next() - term;
  let count = 0;
  while (left > 0 && term > 0) {
    count++;
    term *= mean / count;
    left -= term;
  }
  return count;
}

/** PTRS: W. Hörmann, The transformed rejection method for generating Poisson random variables, 1993. Exact. */
function rejected(random: Random, mean: number): number {
  const root = sqrt(mean);
  const b = 0.931 + 2.53 * root;
  const a = -0.059 + 0.02483 * b;
  const inverse = 1.1239 + 1.1328 / (b - 3.4);
  const accepted = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.next() - 0.5;
    const v = random.next();
    const us = 0.5 - abs(u);
    const count = floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= accepted) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    const bound = log((v * inverse) / (a / (us * us) + b));
    if (bound <= count * log(mean) - mean - logFactorial(count)) return count;
  }
}

const FACTORIALS = new Float64Array(256);
for (let n = 2; n < FACTORIALS.length; n++) FACTORIALS[n] = (FACTORIALS[n - 1] as number) + log(n);

/** Stirling's series beyond the table: exact to the last digits. */
export function logFactorial(n: number): number {
  if (n < FACTORIALS.length) return FACTORIALS[n] as number;
  const next = n + 1;
  return (next - 0.5) * log(next) - next + 0.9189385332046727 + 1 / (12 * next) - 1 / (360 * next ** 3);
}

/** G. Marsaglia and W. Tsang, A simple method for generating gamma variables, 2000. Of scale 1. */
export function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * exp(log(random.next()) / shape);
  const d = shape - 1 / 3;
  const c = 1 / sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const cube = root * root * root;
    if (log(random.next()) < 0.5 * x * x + d - d * cube + d * log(cube)) return d * cube;
  }
}

/** Of `count` numbers between 0 and 1, the one that `rank` of them do not exceed. */
export function ranked(random: Random, rank: number, count: number): number {
  const below = gamma(random, rank);
  return below / (below + gamma(random, count - rank + 1));
}
