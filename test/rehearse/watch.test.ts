import { rolloutsOf } from '../../src/rehearse/rollout';
import { released, rolloutOf, stopped, traffic } from './support/released';

const ALIAS = "[{ Name: FunctionName, Value: !Ref F }, { Name: Resource, Value: !Sub '${F}:live' }]";
const alarm = (properties: Record<string, string> = {}, id = 'Own') =>
  [
    `  ${id}:`,
    '    Type: AWS::CloudWatch::Alarm',
    '    Properties:',
    ...Object.entries({
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Statistic: 'Sum',
      Period: '60',
      EvaluationPeriods: '1',
      Threshold: '0',
      ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: ALIAS,
      ...properties,
    })
      .filter(([, value]) => value !== '')
      .map(([key, value]) => `      ${key}: ${value}`),
    '',
  ].join('\n');
const MARK = '{ Alarms: [!Ref Own] }';

describe('what a rehearsal does not know', () => {
  test.each<[properties: Record<string, string>, unknown: string]>([
    [{ Namespace: 'AWS/ApiGateway' }, 'metrics of AWS/ApiGateway'],
    [{ MetricName: 'Throttles' }, 'throttles'],
    [{ MetricName: 'IteratorAge' }, 'the metric IteratorAge'],
    [{ MetricName: 'Duration', Statistic: 'tm99' }, 'the statistic tm99'],
    [{ Statistic: 'p99' }, 'the statistic p99 of calls'],
    [{ Dimensions: '[]' }, 'metrics of more than this function'],
    [{ Dimensions: '[{ Name: FunctionName, Value: other }]' }, 'another function'],
    [{ Dimensions: ALIAS.replace(':live', ':prod') }, 'another alias or version'],
    [{ Dimensions: ALIAS.replace(/]$/, ", { Name: ExecutedVersion, Value: '7' }]") }, 'the version that it watches'],
    [{ Threshold: '' }, 'its Threshold'],
    [{ EvaluationPeriods: '!ImportValue X' }, 'its EvaluationPeriods'],
    [{ Period: '30' }, 'its Period'],
    [{ ComparisonOperator: 'GreaterThanUpperThreshold' }, 'the ComparisonOperator GreaterThanUpperThreshold'],
    [{ EvaluateLowSampleCountPercentile: 'ignore' }, 'EvaluateLowSampleCountPercentile: ignore'],
    [{ TreatMissingData: 'sometimes' }, 'TreatMissingData: sometimes'],
  ])('%j', (properties, unknown) => {
    const { watches, leftOut } = rolloutOf(MARK, alarm(properties));
    expect([watches, leftOut]).toEqual([[], [{ name: 'Own', unknown }]]);
  });

  test('an alarm of another stack', () => {
    expect(rolloutOf('{ Alarms: [orders-5xx] }').leftOut).toEqual([
      { name: 'orders-5xx', unknown: 'an alarm that is not in the template' },
    ]);
  });

  const query = (id: string, name: string) =>
    `{ Id: ${id}, ReturnData: false, MetricStat: { Metric: { Namespace: AWS/Lambda, MetricName: ${name}, Dimensions: ${ALIAS} }, Period: 60, Stat: Sum } }`;
  const math = (expression: string) =>
    alarm({
      Namespace: '',
      MetricName: '',
      Statistic: '',
      Period: '',
      Dimensions: '',
      Metrics: `[{ Id: rate, Expression: '${expression}' }, { Id: e, Expression: 'errors + 0', ReturnData: false }, ${query('errors', 'Errors')}, ${query('calls', 'Invocations')}]`,
    });

  test('a function of metric math', () => {
    expect(rolloutOf(MARK, math('ANOMALY_DETECTION_BAND(errors)')).leftOut).toEqual([
      { name: 'Own', unknown: 'the function ANOMALY_DETECTION_BAND' },
    ]);
  });

  test('but expressions of expressions', () => {
    const rollout = rolloutOf(MARK, math('100 * e / MAX([e, calls])'));
    expect(rollout.leftOut).toEqual([]);
    expect(stopped(rollout, traffic(1_000), { fault: 0.1 })).toBe(1);
    expect(stopped(rollout, traffic(1_000))).toBe(0);
  });

  test('and an expression that stands for itself', () => {
    expect(rolloutOf(MARK, math('rate + 1')).leftOut).toEqual([{ name: 'Own', unknown: 'the id rate' }]);
  });
});

describe("an author's alarm", () => {
  test.each<[properties: Record<string, string>, bad: number, good: number]>([
    [{ Dimensions: '[{ Name: FunctionName, Value: !Ref F }]' }, 1, 0], // all calls go through the alias
    [{ Statistic: 'Average', Threshold: '0.05' }, 1, 0],
    [{ Statistic: 'Maximum', ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold: '1' }, 1, 0],
    [{ Statistic: 'Minimum', Threshold: '0' }, 0, 0],
    [{ Statistic: 'SampleCount', ComparisonOperator: 'LessThanThreshold', Threshold: '500' }, 0, 0],
    [{ MetricName: 'Invocations', ComparisonOperator: 'LessThanOrEqualToThreshold', Threshold: '5000' }, 1, 1],
    [{ MetricName: 'Duration', Statistic: 'Average', Threshold: '90' }, 1, 1],
    [{ MetricName: 'Duration', Statistic: 'Minimum', Threshold: '90' }, 0, 0],
    [{ MetricName: 'Duration', Statistic: 'Maximum', Threshold: '90' }, 1, 1],
  ])('%j', (properties, bad, good) => {
    const rollout = rolloutOf(MARK, alarm(properties));
    expect([stopped(rollout, traffic(1_000), { fault: 0.9 }), stopped(rollout, traffic(1_000))]).toEqual([bad, good]);
  });
});

test.each([
  ['Parameters: { Limit: { Type: Number, Default: 5 } }', '!Ref Limit', []],
  ['Parameters: { Limit: { Type: Number } }', '!Ref Limit', [{ name: 'Own', unknown: 'its Threshold' }]],
  ['Mappings: { A: { b: { c: 5 } } }', '!FindInMap [A, b, c]', []],
])('%s: %s', (section, Threshold, leftOut) => {
  expect(rolloutOf(MARK, `${alarm({ Threshold })}${section}\n`).leftOut).toEqual(leftOut);
});

test('a schedule that CloudFormation decides is rehearsed both ways', () => {
  const conditions = 'Conditions: { InProduction: !Equals [!Ref AWS::StackName, a] }\n';
  const made = released('{ Type: !If [InProduction, Linear10PercentEvery1Minute, TeamsOwn], Alarms: [] }', conditions);
  expect(rolloutsOf(made.released, made.deployable).map(({ type, steps }) => [type, steps?.length])).toEqual([
    ['Linear10PercentEvery1Minute', 10],
    ['TeamsOwn', undefined],
  ]);
});
