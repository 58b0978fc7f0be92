import { nextStep, percentAt, scheduleOf } from '../../src/operations/rollout/schedule';
import { at } from './support/shop';

const canary = { type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage: 10, canaryInterval: 5 } } as const;
const linear = { type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 40, linearInterval: 2 } } as const;

test.each([
  [
    'a canary',
    'any',
    canary,
    'Canary10Percent5Minutes',
    [
      [0, 10],
      [5, 100],
    ],
  ],
  [
    'a linear shift, whose last step is what is left',
    'any',
    linear,
    'Linear40PercentEvery2Minutes',
    [
      [0, 40],
      [2, 80],
      [4, 100],
    ],
  ],
  ['all at once', 'any', { type: 'AllAtOnce' } as const, 'AllAtOnce', [[0, 100]]],
  [
    'a predefined one that could not be asked for',
    'CodeDeployDefault.LambdaCanary10Percent15Minutes',
    undefined,
    'Canary10Percent15Minutes',
    [
      [0, 10],
      [15, 100],
    ],
  ],
  ['one that nobody knows', 'mine', undefined, 'mine', []],
  ['one of a kind that nobody knows', 'mine', {}, 'mine', []],
  ['one with numbers that are none', 'mine', { type: 'TimeBasedCanary', timeBasedCanary: {} } as const, 'mine', []],
])('%s', (_, config, routing, name, steps) => {
  expect(scheduleOf(config, routing)).toEqual({ name, steps: steps.map(([minute, percent]) => ({ minute, percent })) });
});

test('the next step', () => {
  const schedule = scheduleOf('x', linear);
  expect(nextStep(schedule, 40, at(0))).toEqual({ percent: 80, at: at(2).toISOString() });
  expect(nextStep(schedule, 0, at(0))).toEqual({ percent: 40, at: at(0).toISOString() });
  expect(nextStep(schedule, 100, at(0))).toBeNull();
  expect(nextStep(scheduleOf('mine', undefined), 10, at(0))).toBeNull();
});

test('how far it was', () => {
  const schedule = scheduleOf('x', linear);
  expect([-1, 0, 1.9, 2, 3, 4, 99].map((minute) => percentAt(schedule, at(0), at(minute)))).toEqual([0, 40, 40, 80, 80, 100, 100]);
  expect(percentAt(scheduleOf('mine', undefined), at(0), at(1))).toBeUndefined();
});
