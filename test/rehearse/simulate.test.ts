import { below } from '../../src/rehearse/normal';
import { binomialOf, once, poissonOf, poissonTail, rates, twiceInARow } from './support/closed';
import { DURATION, expectShare, RUNS, rolloutOf, runs, stopped, traffic } from './support/released';

/** Until its second shift after five minutes CloudWatch has four minutes of the new version: the minute's delay takes the last. */
const SEEN = 4;
const CANARY = 'Type: Canary10Percent5Minutes';

describe('Errors: a tail of the Poisson distribution', () => {
  test.each<[callsPerMinute: number, fault: number, threshold: number]>([
    [30, 0.05, 0],
    [30, 0.25, 0],
    [30, 0.25, 1],
    [200, 0.05, 2],
    [200, 0.25, 5],
    [10_000, 0.01, 12],
    [1, 1, 0],
  ])('%d requests a minute, %d of them faulty, more than %i errors', (callsPerMinute, fault, threshold) => {
    const rollout = rolloutOf(`{ ${CANARY}, Alarms: [{ Errors: { Threshold: ${threshold} } }] }`);
    expectShare(stopped(rollout, traffic(callsPerMinute), { fault }), once(poissonTail(threshold, callsPerMinute * 0.1 * fault), SEEN));
  });

  test('a period of five minutes slides over the sum of all', () => {
    const rollout = rolloutOf(`{ ${CANARY}, Alarms: [{ Errors: { Threshold: 5, Period: 300 } }] }`);
    expectShare(stopped(rollout, traffic(30), { fault: 0.4 }), poissonTail(5, SEEN * 30 * 0.1 * 0.4));
  });

  test('two of two: both in a row', () => {
    const rollout = rolloutOf(`{ ${CANARY}, Alarms: [{ Errors: { EvaluationPeriods: 2 } }] }`);
    expectShare(stopped(rollout, traffic(100), { fault: 0.05 }), twiceInARow(poissonTail(0, 0.5)));
  });

  test('two of four: any two', () => {
    const rollout = rolloutOf(`{ ${CANARY}, Alarms: [{ Errors: { EvaluationPeriods: 4, DatapointsToAlarm: 2 } }] }`);
    const p = poissonTail(0, 0.5);
    expectShare(stopped(rollout, traffic(100), { fault: 0.05 }), 1 - binomialOf(0, 4, p) - binomialOf(1, 4, p));
  });
});

describe('ErrorRate: binomial shares', () => {
  const breach = (mean: number, share: number, percent: number, least: number) =>
    rates(mean, share)
      .filter(({ calls, share: rate }) => calls >= least && 100 * rate > percent)
      .reduce((sum, { probability }) => sum + probability, 0);

  test.each<[callsPerMinute: number, fault: number, percent: number, least: number]>([
    [200, 0.05, 5, 10],
    [200, 0.1, 20, 10],
    [100, 0.1, 5, 10],
    [100, 0.1, 5, 15],
  ])('%d requests a minute, %d of them faulty, above %d percent of at least %i', (callsPerMinute, fault, percent, least) => {
    const alarm = `{ ErrorRate: { Percent: ${percent}, MinimumInvocations: ${least}, EvaluationPeriods: 1 } }`;
    const rollout = rolloutOf(`{ ${CANARY}, Alarms: [${alarm}] }`);
    // where the alias has too many, the new version has far too many
    expectShare(stopped(rollout, traffic(callsPerMinute), { fault }), once(breach(callsPerMinute * 0.1, fault, percent, least), SEEN));
  });
});

describe('Regression: the difference of two shares', () => {
  test.each<[fault: number, errors: number, above: number]>([
    [0.1, 0, 5],
    [0.1, 0.05, 5],
    [0, 0.05, 5],
    [0, 0.05, 1],
  ])('%d faulty, %d failing before, %d above', (fault, errors, above) => {
    const alarm = `{ Regression: { Above: ${above}, MinimumInvocations: 10, EvaluationPeriods: 1 } }`;
    const rollout = rolloutOf(`{ ${CANARY}, Alarms: [${alarm}] }`);
    const ofNew = rates(20, 1 - (1 - fault) * (1 - errors)).filter(({ calls }) => calls >= 10);
    let breach = 0;
    for (const old of rates(180, errors)) {
      if (old.calls < 10) continue;
      for (const now of ofNew) if (100 * now.share - 100 * old.share > above + 1e-9) breach += now.probability * old.probability;
    }
    expectShare(stopped(rollout, traffic(200, errors), { fault }), once(breach, SEEN));
  });
});

describe('durations', () => {
  const OWN = `  Slow:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Duration
      Dimensions:
        - { Name: FunctionName, Value: !Ref F }
        - { Name: Resource, Value: !Sub '\${F}:live' }
        - { Name: ExecutedVersion, Value: !GetAtt F.Version.Version }
      ExtendedStatistic: p99
      Period: 60
      EvaluationPeriods: 1
      Threshold: 600
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: notBreaching
`;
  test.each([1, 1.5])('the 99th percentile of a few is the longest of them: %dx', (latency) => {
    const rollout = rolloutOf(`{ ${CANARY}, Alarms: [!Ref Slow] }`, OWN);
    const sigma = 2.3263478740408408 - Math.sqrt(2.3263478740408408 ** 2 - 2 * Math.log(DURATION.p99 / DURATION.mean));
    const mu = Math.log(DURATION.mean * latency) - sigma ** 2 / 2;
    const longer = 1 - below((Math.log(600) - mu) / sigma);
    expectShare(stopped(rollout, traffic(200), { latency }), once(1 - Math.exp(-20 * longer), SEEN));
  });

  test('means of many calls are compared as they are', () => {
    const rollout = rolloutOf(`{ ${CANARY}, Alarms: [{ Regression: { Metric: Duration, Factor: 1.5 } }] }`);
    expect(stopped(rollout, traffic(10_000), { latency: 1.7 })).toBe(1);
    expect(stopped(rollout, traffic(10_000), { latency: 1.3 })).toBe(0);
  });

  test('the percentile of the alias is that of both versions', () => {
    const alarm = '{ Duration: { Percentile: p50, Milliseconds: MS, EvaluationPeriods: 1 } }';
    // half of the traffic is ten times as long: the median lies between the two
    const rollout = (ms: number) => {
      const { watches, ...rest } = rolloutOf(`{ Type: Canary50Percent5Minutes, Alarms: [${alarm.replace('MS', String(ms))}] }`);
      return { ...rest, watches: watches.filter(({ name }) => name === 'FAliasDurationAlarm') };
    };
    expect(stopped(rollout(120), traffic(5_000), { latency: 10 })).toBe(1);
    expect(stopped(rollout(600), traffic(5_000), { latency: 10 })).toBe(0);
    expect(stopped(rollout(120), traffic(5_000))).toBe(0);
  });
});

describe('CodeDeploy', () => {
  const FIRING = `{ ${CANARY}, Alarms: [{ Errors: {} }] }`;

  test('stops a deployment before it begins where an alarm is firing already', () => {
    const { minutes, failed } = runs(rolloutOf(FIRING), traffic(10_000, 0.01), { fault: 1 });
    expect(minutes).toHaveLength(RUNS);
    expect(minutes.at(-1)).toBe(0);
    expect(failed.at(-1)).toBe(0);
  });

  test('sees the first minute two minutes after the shift', () => {
    const { minutes } = runs(rolloutOf(FIRING), traffic(10_000), { fault: 1 });
    expect([minutes[0], minutes.at(-1)]).toEqual([2, 2]);
  });

  test('has nothing to stop where all moves at once', () => {
    expect(stopped(rolloutOf('{ Type: AllAtOnce, Alarms: [{ Errors: {} }] }'), traffic(10_000), { fault: 1 })).toBe(0);
  });

  test('looks at no alarm where IgnoreAlarms says so', () => {
    expect(stopped(rolloutOf(`{ ${CANARY}, IgnoreAlarms: true, Alarms: [{ Errors: {} }] }`), traffic(10_000), { fault: 1 })).toBe(0);
  });

  test('waits for the PostTraffic hook, which gives the alarms a minute more', () => {
    const more = `  Smoke: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: x }, Handler: i.h, Runtime: nodejs24.x, Role: r } }\n`;
    const rollout = rolloutOf(`{ ${CANARY}, Alarms: [{ Errors: {} }], Hooks: { PostTraffic: !Ref Smoke } }`, more);
    expectShare(stopped(rollout, traffic(30), { fault: 0.05 }), once(poissonTail(0, 30 * 0.1 * 0.05), SEEN + 1));
  });
});

describe('checks', () => {
  const checks = (count: number) => `[${Array.from({ length: count }, (_, index) => `{ Name: c${index} }`).join(', ')}]`;

  test.each([1, 3])('%i before the shift: each meets the fault by chance', (count) => {
    const rollout = rolloutOf(`{ ${CANARY}, Alarms: [], Hooks: { PreTraffic: { Checks: ${checks(count)} } } }`);
    expectShare(stopped(rollout, traffic(30), { fault: 0.25 }), once(0.25, count));
    const { failed, minutes } = runs(rollout, traffic(30), { fault: 1 });
    expect([failed.at(-1), minutes.at(-1)]).toEqual([0, 0]);
  });

  test('after the shift: users have met the fault by then', () => {
    const rollout = rolloutOf(`{ Type: AllAtOnce, Alarms: [], Hooks: { PostTraffic: { Checks: ${checks(2)} } } }`);
    expectShare(stopped(rollout, traffic(30), { fault: 0.25 }), once(0.25, 2));
    expect(runs(rollout, traffic(30), { fault: 1 }).failed[0]).toBeGreaterThan(0);
  });
});

describe('failed requests', () => {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test('of a version that nothing stops are those of its share of the traffic', () => {
    const { failed, minutes } = runs(rolloutOf(`{ ${CANARY}, Alarms: [] }`), traffic(30, 0.1), { fault: 0.2 });
    expect(minutes).toHaveLength(0);
    expect(mean(failed) / (30 * 0.2 * (5 * 0.1 + 55))).toBeCloseTo(1, 2);
  });

  test('end where it is stopped', () => {
    const { failed } = runs(rolloutOf(`{ ${CANARY}, Alarms: [{ Errors: {} }] }`), traffic(10_000), { fault: 1 });
    expect(mean(failed) / (10_000 * 0.1 * 2)).toBeCloseTo(1, 2);
  });

  test('grow with each step', () => {
    const { failed } = runs(rolloutOf('{ Type: Linear25PercentEvery2Minutes, Alarms: [] }'), traffic(100), { fault: 0.1 }, 1, 10);
    expect(mean(failed) / (100 * 0.1 * (2 * 0.25 + 2 * 0.5 + 2 * 0.75 + 4))).toBeCloseTo(1, 2);
  });
});

describe('missing data', () => {
  const own = (missing: string) => `  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions: [{ Name: FunctionName, Value: !Ref F }, { Name: Resource, Value: !Sub '\${F}:live' }]
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: ${missing}
`;
  const quiet = (missing: string) => stopped(rolloutOf(`{ ${CANARY}, Alarms: [!Ref Errors] }`, own(missing)), traffic(0.1));

  test('that is breaching stops a good release where three minutes in a row have none', () => {
    expect(quiet('breaching')).toBeGreaterThan(0.7);
  });

  test.each(['notBreaching', 'missing', 'ignore'])('that is %s does not', (missing) => {
    expect(quiet(missing)).toBe(0);
  });
});

describe('the same seed', () => {
  const rollout = rolloutOf(`{ ${CANARY}, Alarms: [{ ErrorRate: {} }, { Regression: { Metric: Duration } }] }`);

  test('gives the same numbers, on every machine', () => {
    const { stops, failed } = runs(rollout, traffic(300, 0.01), { fault: 0.05, latency: 1.4 }, 42);
    const by = [
      ['FVersionErrorRateAlarm', 5056],
      ['FDurationRegressionAlarm', 1391],
    ];
    expect([[...stops], failed[0], failed[5_000], failed[9_999]]).toEqual([by, 0, 8, 927]);
  });

  test('and another gives others, but for chance the same', () => {
    const [first, second] = [1, 2].map((seed) => stopped(rollout, traffic(300), { fault: 0.1 }, seed));
    expect(first).not.toBe(second);
    expectShare(second ?? 0, first ?? 0);
  });
});

/** The processor's time, which other work on the machine does not lengthen. */
test('10,000 rehearsals of one function take less than a second', () => {
  const rollout = rolloutOf('{}');
  const before = process.cpuUsage();
  runs(rollout, traffic(30, 0.001), { fault: 0.25 });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(1);
});

test('the closed forms are what they say', () => {
  expect(poissonOf(2, 3)).toBeCloseTo(0.22404180765538775, 12);
  expect(poissonTail(0, 1)).toBeCloseTo(1 - Math.exp(-1), 12);
  expect(rates(20, 0.1).reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 8);
});
