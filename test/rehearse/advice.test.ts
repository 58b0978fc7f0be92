import { BAD, CAUGHT, DISTURBED, type Rehearsal, rehearse } from '../../src/rehearse/rehearse';
import type { Version } from '../../src/rehearse/release';
import { released, traffic } from './support/released';

function rehearsed(mark: string, callsPerMinute: number, errors = 0, version: Version = BAD, more = ''): Rehearsal {
  const { released: one, deployable } = released(mark, more);
  const [rehearsal] = rehearse(one, deployable, traffic(callsPerMinute, errors), { versions: [version], runs: 4_000, seed: 1 });
  if (!rehearsal) throw new Error('nobody knows its steps');
  return rehearsal;
}

test.each<[mark: string, callsPerMinute: number, errors: number]>([
  ['{}', 60, 0],
  ['{ Alarms: [{ ErrorRate: {} }] }', 1_000, 0.001],
  ['{ Alarms: [{ Regression: {} }] }', 1_000, 0.02],
])('%s with %d requests a minute needs no advice', (mark, callsPerMinute, errors) => {
  expect(rehearsed(mark, callsPerMinute, errors).advice).toBeNull();
});

test.each<[what: string, mark: string, callsPerMinute: number, errors: number, wrong: string[], settings: string[]]>([
  ['a few errors of a busy function', '{}', 10_000, 0.001, ['jumpy'], ['Alarms: [{ ErrorRate: {} }]']],
  ['many errors of a busy function', '{ Alarms: [{ ErrorRate: {} }] }', 10_000, 0.08, ['jumpy'], ['Alarms: [{ Regression: {} }]']],
  ['too few for a rate', '{ Alarms: [{ ErrorRate: {} }] }', 60, 0, ['late'], ['Alarms: [{ Errors: {} }]']],
  ['a first step that is too short', '{}', 10, 0, ['late'], ['Type: Canary10Percent15Minutes']],
  ['nothing watches', '{ Alarms: [] }', 60, 0, ['late'], ['Alarms: [{ Errors: {} }]']],
  ['all at once', '{ Type: AllAtOnce, Alarms: [{ Errors: {} }] }', 60, 0, ['late'], ['Type: Canary10Percent10Minutes']],
])('%s', (_, mark, callsPerMinute, errors, wrong, settings) => {
  const { advice } = rehearsed(mark, callsPerMinute, errors);
  expect(advice?.wrong).toEqual(wrong);
  expect(advice?.change?.settings).toEqual(settings);
});

test('the change that is advised helps, in rehearsals of its own', () => {
  const { advice, good } = rehearsed('{}', 30, 0.001);
  expect(good.stopped).toBeGreaterThan(DISTURBED);
  const settings = advice?.change?.settings ?? [];
  expect(settings.length).toBeGreaterThan(0);
  const changed = rehearsed(`{ ${settings.join(', ')} }`, 30, 0.001);
  expect(changed.advice).toBeNull();
  expect(changed.bad[0]?.stopped).toBeGreaterThan(CAUGHT - 0.02);
});

test('hardly any traffic: no change of alarms and schedule', () => {
  expect(rehearsed('{}', 1 / 1_440).advice).toMatchObject({ wrong: ['late'], change: null, nearly: null });
});

test('little traffic: what helps best, which is not enough', () => {
  const { advice } = rehearsed('{}', 0.2);
  expect(advice?.change).toBeNull();
  expect(advice?.nearly?.bad).toBeGreaterThan((advice?.now.bad ?? 1) + 0.1);
});

test('a slow version needs a comparison of durations beside what there is', () => {
  const slow = { fault: 0, latency: 2 };
  const { advice } = rehearsed('{}', 1_000, 0, slow);
  expect(advice).toMatchObject({
    wrong: ['late'],
    version: slow,
    change: { settings: ['Alarms: [{ Errors: {} }, { Regression: { Metric: Duration } }]'] },
  });
});

describe("the author's own alarms", () => {
  const own = (id: string, name: string, threshold: number) => `  ${id}:
    Type: AWS::CloudWatch::Alarm
    Properties: { Namespace: AWS/Lambda, MetricName: ${name}, Statistic: Sum, Period: 60, EvaluationPeriods: 1, Threshold: ${threshold}, ComparisonOperator: GreaterThanThreshold, Dimensions: [{ Name: FunctionName, Value: !Ref F }] }
`;
  const both = own('Jumpy', 'Errors', 0) + own('Calm', 'Errors', 900);

  test('stay, but for those that stop good versions', () => {
    const { advice } = rehearsed('{ Alarms: [!Ref Jumpy, !Ref Calm] }', 1_000, 0.01, BAD, both);
    expect(advice?.change?.settings).toEqual(['Alarms: [!Ref Calm, { ErrorRate: {} }]']);
  });

  test('are named where they stop good versions', () => {
    const { good } = rehearsed('{ Alarms: [!Ref Jumpy, !Ref Calm] }', 1_000, 0.01, BAD, both);
    expect(good.by).toEqual([{ name: 'Jumpy', share: 1 }]);
  });
});

test.each([
  [
    '{ Alarms: [{ Errors: {} }, { Duration: { Milliseconds: 800, Actions: [!Ref Topic] } }, { Throttles: {} }] }',
    '{ Duration: { Milliseconds: 800, Actions: [!Ref Topic] } }, { Throttles: {} }',
  ],
  [
    '{ Alarms: [{ Errors: {} }, { Regression: { Metric: Duration, Factor: 3, Period: 120 } }] }',
    '{ Regression: { Metric: Duration, Factor: 3, Period: 120 } }',
  ],
])('%s: what is about something else stays', (mark, kept) => {
  const topic = '  Topic: { Type: AWS::SNS::Topic }\n';
  const { advice } = rehearsed(mark, 10_000, 0.001, BAD, topic);
  expect(advice?.change?.settings).toEqual([`Alarms: [${kept}, { ErrorRate: {} }]`]);
});

test('nothing is advised where IgnoreAlarms is on: its author knows', () => {
  const { advice, ignoresAlarms, bad } = rehearsed('{ IgnoreAlarms: true }', 60);
  expect({ advice, ignoresAlarms, stopped: bad[0]?.stopped }).toEqual({ advice: null, ignoresAlarms: true, stopped: 0 });
});

test('CodeDeploy takes ten alarms, so that nothing is advised that would be an eleventh', () => {
  const names = Array.from({ length: 9 }, (_, index) => `own-${index}`);
  const settings = ({ advice }: Rehearsal) => advice?.change?.settings;
  // two alarms of Errors are too many beside nine of the author's; one comparison is not
  expect(settings(rehearsed(`{ Alarms: [${names.join(', ')}] }`, 1_000))).toEqual([`Alarms: [${names.join(', ')}, { Regression: {} }]`]);
});

test('what a rehearsal says of the release', () => {
  const {
    function: id,
    type,
    steps,
    load,
    horizon,
    alarms,
    checks,
    bad,
  } = rehearsed('{ Hooks: { PreTraffic: { Checks: [{ Name: lives }] } } }', 60, 0.01);
  expect({ id, type, steps, load, horizon, alarms, checks }).toEqual({
    id: 'F',
    type: 'Canary10Percent5Minutes',
    steps: [
      { minute: 0, percent: 10 },
      { minute: 5, percent: 100 },
    ],
    load: { callsPerMinute: 60, errors: expect.closeTo(0.01, 6), milliseconds: 100 },
    horizon: 60,
    alarms: ['FAliasErrorsAlarm', 'FVersionErrorsAlarm'],
    checks: { before: 1, after: 0 },
  });
  const [outcome] = bad;
  expect(outcome?.failedAtOnce).toBeCloseTo(60 * 0.25 * 60, 6);
  expect(outcome?.failedUnwatched).toBeCloseTo(60 * 0.25 * (0.5 + 55), 6);
  expect(outcome?.course.map(({ percent }) => percent).slice(4, 6)).toEqual([10, 100]);
  expect(outcome?.course.at(-1)?.stopped).toBe(outcome?.stopped);
});
