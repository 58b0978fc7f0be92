import { gamma, logFactorial, poisson, ranked } from '../../src/rehearse/distributions';
import { Durations } from '../../src/rehearse/durations';
import { below, quantile } from '../../src/rehearse/normal';
import { Random } from '../../src/rehearse/random';
import { poissonOf } from './support/closed';

const DRAWS = 40_000;
const draws = (draw: (random: Random) => number, seed = 7): number[] => {
  const random = new Random(seed);
  return Array.from({ length: DRAWS }, () => draw(random));
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}

test('a seed gives the same numbers, on every machine', () => {
  const random = new Random(1);
  expect([random.next(), random.next(), random.next()].map((value) => Math.floor(value * 2 ** 32))).toEqual([
    393288148, 2174103013, 3814759091,
  ]);
});

test('neighbouring seeds have nothing in common', () => {
  const [first, second] = [1, 2].map((seed) => draws((random) => random.next(), seed)) as [number[], number[]];
  const together = mean(first.map((value, index) => (value - 0.5) * ((second[index] as number) - 0.5)));
  expect(Math.abs(together)).toBeLessThan(4 / 12 / Math.sqrt(DRAWS));
});

test('numbers lie between 0 and 1, evenly', () => {
  const values = draws((random) => random.next());
  expect(values.every((value) => value > 0 && value < 1)).toBe(true);
  expect(mean(values)).toBeCloseTo(0.5, 2);
  expect(variance(values)).toBeCloseTo(1 / 12, 2);
});

test('the normal distribution', () => {
  const values = draws((random) => random.normal());
  expect(mean(values)).toBeCloseTo(0, 1);
  expect(variance(values)).toBeCloseTo(1, 1);
  expect(values.filter((value) => value < 1).length / DRAWS).toBeCloseTo(0.841, 2);
});

/** Both ways of drawing: below a mean of ten, and above. */
test.each([0.2, 3, 9.9, 10, 37, 400])('the Poisson distribution of mean %d', (expected) => {
  const counts = new Map<number, number>();
  for (const value of draws((random) => poisson(random, expected))) counts.set(value, (counts.get(value) ?? 0) + 1);
  // Pearson's test over the counts that are frequent enough for it
  let square = 0;
  let classes = 0;
  for (let count = 0; count < expected + 8 * Math.sqrt(expected) + 8; count++) {
    const frequent = poissonOf(count, expected) * DRAWS;
    if (frequent < 20) continue;
    square += ((counts.get(count) ?? 0) - frequent) ** 2 / frequent;
    classes++;
  }
  expect(square).toBeLessThan(classes + 4 * Math.sqrt(2 * classes));
  expect(classes).toBeGreaterThan(2);
});

test('nothing happens where the mean is nothing', () => {
  expect(poisson(new Random(1), 0)).toBe(0);
});

test.each([0.3, 1, 12])('the gamma distribution of shape %d', (shape) => {
  const values = draws((random) => gamma(random, shape));
  expect(mean(values) / shape).toBeCloseTo(1, 1);
  expect(variance(values) / shape).toBeCloseTo(1, 1);
});

test('the largest and the middle of ten', () => {
  expect(mean(draws((random) => ranked(random, 10, 10)))).toBeCloseTo(10 / 11, 2);
  expect(mean(draws((random) => ranked(random, 5, 10)))).toBeCloseTo(5 / 11, 2);
});

test.each([
  [10, 15.104412573075516],
  [255, 1161.7121011184013],
  [256, 1167.2572785628802],
  [10_000, 82108.92783681436],
])('the logarithm of %i!', (n, expected) => {
  expect(logFactorial(n)).toBeCloseTo(expected, 4);
});

test.each([
  [0.5, 0],
  [0.99, 2.3263478740408408],
  [0.001, -3.090232306167813],
  [0.9999999, 5.199337582],
])('the normal quantile of %d', (p, expected) => {
  expect(quantile(p)).toBeCloseTo(expected, 5);
  expect(below(expected)).toBeCloseTo(p, 6);
});

describe('durations', () => {
  const durations = new Durations({ mean: 100, p99: 400 }, 2);

  test('have the mean that is said, and the new version its multiple', () => {
    expect(mean(draws((random) => durations.sum(random, 50, false))) / 50).toBeCloseTo(100, -1);
    expect(mean(draws((random) => durations.sum(random, 50, true))) / 50).toBeCloseTo(200, -1);
    expect(durations.sum(new Random(1), 0, true)).toBe(0);
  });

  test('have the percentile that is said', () => {
    const p99 = mean(draws((random) => durations.ranked(random, 9_900, 10_000, 0)));
    expect(p99 / 400).toBeCloseTo(1, 1);
    expect(mean(draws((random) => durations.ranked(random, 9_900, 10_000, 1))) / 800).toBeCloseTo(1, 1);
  });

  test('of two versions together lie between them', () => {
    const p99 = mean(draws((random) => durations.ranked(random, 9_900, 10_000, 0.1)));
    expect(p99).toBeGreaterThan(410);
    expect(p99).toBeLessThan(600);
  });
});
