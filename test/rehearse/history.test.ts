import { type History, loadOf } from '../../src/rehearse/history';
import { average, steadyLoad } from '../../src/rehearse/load';
import { once, poissonTail } from './support/closed';
import { DURATION, expectShare, RUNS, rolloutOf, runs, stopped } from './support/released';

const DAY = 1_440;
const minutes = (days: number, value: (minute: number) => number): Float64Array =>
  Float64Array.from({ length: days * DAY }, (_, minute) => value(minute % DAY));
const history = (calls: (minute: number) => number, failed: (minute: number) => number = () => 0): History => ({
  calls: minutes(4, calls),
  failed: minutes(4, failed),
  duration: DURATION,
});

/** Ten times as much in the ninth hour of the history's day. */
const busy = history((minute) => (minute >= 480 && minute < 600 ? 300 : 30));

test('releases begin around the time of day, on every day that has enough before and after', () => {
  const { starts } = loadOf(busy, 540);
  expect(starts).toHaveLength(4 * 61);
  expect([Math.min(...starts), Math.max(...starts)]).toEqual([510, 3 * DAY + 570]);
  expect(loadOf(busy, 0).starts).toHaveLength(1 + 3 * 61);
  expect(loadOf(busy, DAY - 1).starts.every((start) => start + 60 <= 4 * DAY)).toBe(true);
});

test('and meet the traffic of that time', () => {
  expect(average(loadOf(busy, 540), 30).callsPerMinute).toBeCloseTo(300, 6);
  expect(average(loadOf(busy, 240), 30).callsPerMinute).toBeCloseTo(30, 6);
  const [quiet, loud] = [240, 540].map((minute) => stopped(rolloutOf('{}'), loadOf(busy, minute), { fault: 0.05 }));
  expectShare(quiet ?? 0, once(poissonTail(0, 30 * 0.1 * 0.05), 4));
  expectShare(loud ?? 0, once(poissonTail(0, 300 * 0.1 * 0.05), 4));
});

test('errors are those of each minute, so that bad minutes of the past are bad in the rehearsal', () => {
  const bursts = history(
    () => 100,
    (minute) => (minute % 60 === 0 ? 50 : 0),
  );
  const load = loadOf(bursts, 720);
  expect(average(load, 60).errors).toBeCloseTo(0.5 / 60, 6);
  const rollout = rolloutOf('{ Alarms: [{ Errors: {} }] }');
  // ten minutes of an hour have one in or before their first minutes; the same errors spread evenly stop nearly all
  expect(stopped(rollout, load)).toBeLessThan(0.15);
  expect(stopped(rollout, steadyLoad(100, 0.5 / 60, DURATION))).toBeGreaterThan(0.9);
});

test('a minute without calls has no errors, and more errors than calls are all', () => {
  const { errors } = loadOf({ calls: Float64Array.of(0, 2), failed: Float64Array.of(3, 3), duration: undefined }, 0);
  expect([...errors]).toEqual([0, 1]);
});

test('a function that nobody calls is never stopped', () => {
  const load = loadOf(
    history(() => 0),
    720,
  );
  expect(runs(rolloutOf('{}'), load, { fault: 1 }).minutes).toHaveLength(0);
  expect(average(load, 60)).toEqual({ callsPerMinute: 0, errors: 0 });
  expect(RUNS).toBeGreaterThan(1_000);
});
