import { functionOf, said, warnings } from './support/subject';

const ALIAS = "[{ Name: FunctionName, Value: !Ref Checkout }, { Name: Resource, Value: !Sub '${Checkout}:live' }]";
const alarm = (properties: Record<string, string> = {}, id = 'Errors') =>
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
      Dimensions: ALIAS,
      ...properties,
    }).map(([key, value]) => `      ${key}: ${value}`),
    '',
  ].join('\n');

const watching = (properties: Record<string, string>, mark = '{ Alarms: [!Ref Errors] }', ofFunction: Record<string, string> = {}) =>
  `Resources:\n${functionOf('Checkout', mark, ofFunction)}${alarm(properties)}`;

test('an alarm on the alias that goes off in time is right', () => {
  expect(said(watching({}))).toEqual([]);
});

describe('SD3001: an alarm slower than the first step', () => {
  const SLOW = 'SD3001 Errors.Properties.EvaluationPeriods';
  test.each<[period: string, evaluated: string, type: string, expected: string[]]>([
    ['60', '5', 'Canary10Percent5Minutes', []],
    ['60', '6', 'Canary10Percent5Minutes', [SLOW]],
    ['300', '1', 'Canary10Percent5Minutes', []],
    ['300', '2', 'Canary10Percent5Minutes', [SLOW]],
    ['300', '2', 'Canary10Percent10Minutes', []],
    ['60', '2', 'Linear10PercentEvery1Minute', [SLOW]],
    ['60', '2', 'AllAtOnce', []],
  ])('%s seconds, %s times, %s', (Period, EvaluationPeriods, type, expected) => {
    expect(said(watching({ Period, EvaluationPeriods }, `{ Alarms: [!Ref Errors], Type: ${type} }`))).toEqual(expected);
  });

  test('counts the datapoints that must breach', () => {
    expect(said(watching({ EvaluationPeriods: '30', DatapointsToAlarm: '3' }))).toEqual([]);
    expect(said(watching({ EvaluationPeriods: '30', DatapointsToAlarm: '10' }))).toEqual(['SD3001 Errors.Properties.DatapointsToAlarm']);
  });

  test('knows parameters, and is silent where nobody knows', () => {
    const template = `Parameters: { Times: { Type: Number } }\n${watching({ EvaluationPeriods: '!Ref Times' })}`;
    expect(said(template, { Times: '6' })).toEqual([SLOW]);
    expect(said(template)).toEqual([]);
    expect(said(watching({ Period: '!ImportValue Period' }))).toEqual([]);
  });

  test('takes the longest period of several metrics', () => {
    const query = (id: string, period: number) =>
      `{ Id: ${id}, MetricStat: { Period: ${period}, Stat: Sum, Metric: { Namespace: AWS/Lambda, MetricName: Errors, Dimensions: ${ALIAS} } } }`;
    const template = watching({ Metrics: `[${query('a', 60)}, ${query('b', 600)}, { Id: c, Expression: a + b }]` }).replace(
      /^ {6}(Namespace|MetricName|Statistic|Period|Dimensions): .*\n/gm,
      '',
    );
    expect(said(template)).toEqual([SLOW]);
  });

  test('looks at alarms that SafeDeploy makes', () => {
    const mark = '{ Alarms: [{ Errors: { Period: 300, EvaluationPeriods: 3 } }] }';
    expect(said(`Resources:\n${functionOf('Checkout', mark)}`)).toEqual(['SD3001 Checkout.Metadata.SafeDeploy.Alarms.0.Errors']);
  });

  test('finds an alarm by its name, and in either branch of a condition', () => {
    const slow = { EvaluationPeriods: '6', AlarmName: 'checkout-errors' };
    expect(said(watching(slow, '{ Alarms: [checkout-errors] }'))).toEqual([SLOW]);
    const condition = 'Conditions: { InProduction: !Equals [!Ref AWS::StackName, a] }\n';
    expect(said(condition + watching(slow, '{ Alarms: [!If [InProduction, !Ref Errors, !Ref AWS::NoValue]] }'))).toEqual([SLOW]);
    expect(said(watching(slow, '{ Alarms: [other-errors] }'))).toEqual([]);
  });
});

describe('SD3002: an alarm on the whole function', () => {
  const WIDE = ['SD3002 Errors.Properties.Dimensions'];
  test.each<[dimensions: string, expected: string[]]>([
    ['[{ Name: FunctionName, Value: !Ref Checkout }]', WIDE],
    ["[{ Name: FunctionName, Value: !Sub '${Checkout}' }]", WIDE],
    ['[{ Name: FunctionName, Value: checkout }]', WIDE],
    ['[]', WIDE],
    ['[{ Name: FunctionName, Value: !ImportValue Payment }]', []],
    [ALIAS, []],
  ])('%s', (Dimensions, expected) => {
    expect(said(watching({ Dimensions }, undefined, { FunctionName: 'checkout' }))).toEqual(expected);
  });

  test('says nothing of other metrics', () => {
    expect(said(watching({ Namespace: 'AWS/ApiGateway', Dimensions: '[]' }))).toEqual([]);
  });
});

describe('SD3003: dimensions that match nothing', () => {
  const resource = (value: string) => `[{ Name: FunctionName, Value: !Ref Checkout }, { Name: Resource, Value: ${value} }]`;
  const version = (value: string) => ALIAS.replace(']', `, { Name: ExecutedVersion, Value: ${value} }]`);
  test.each<[dimensions: string, why: RegExp | undefined]>([
    ['[{ Name: FunctionName, Value: !GetAtt Checkout.Arn }]', /FunctionName is an ARN/],
    [
      resource('!Ref Checkout.Alias').replace('!Ref Checkout.Alias', "!Sub 'arn:aws:lambda:${AWS::Region}:1:function:${Checkout}:live'"),
      /ARN/,
    ],
    [resource("!Sub '${Checkout}:prod'"), /names prod, but the alias is live/],
    [resource('!Ref Checkout'), /no alias/],
    [resource("!Sub '${Checkout}:7'"), undefined],
    ["[{ Name: Resource, Value: !Sub '${Checkout}:live' }]", /by Resource alone/],
    ['[{ Name: functionName, Value: !Ref Checkout }]', /functionName must be spelled FunctionName/],
    [version('!GetAtt Checkout.Version.Version'), undefined],
    [version('!Ref Checkout.Version'), /ExecutedVersion is an ARN/],
  ])('%s', (Dimensions, why) => {
    const found = warnings(watching({ Dimensions }));
    expect(found.map(({ code }) => code)).toEqual(why ? ['SD3003'] : []);
    if (why) expect(found[0]?.message).toMatch(why);
  });
});

test('SD3004: missing data', () => {
  expect(said(watching({ TreatMissingData: 'breaching' }))).toEqual(['SD3004 Errors.Properties.TreatMissingData']);
  expect(said(watching({ TreatMissingData: 'notBreaching' }))).toEqual([]);
  expect(said(watching({ TreatMissingData: 'breaching' }, '{ Type: None }'))).toEqual([]);
});

test('an alarm that refers to the alias closes no circle, and gets no data', () => {
  const Dimensions = '[{ Name: FunctionName, Value: !Ref Checkout }, { Name: Resource, Value: !Ref Checkout.Alias }]';
  expect(said(watching({ Dimensions }))).toEqual(['SD3003 Errors.Properties.Dimensions']);
});

describe('SD3005: a comparison without an old version', () => {
  const FOUND = ['SD3005 Checkout.Metadata.SafeDeploy.Alarms.0.Regression'];
  test.each<[mark: string, expected: string[]]>([
    ['{ Type: AllAtOnce, Alarms: [{ Regression: {} }] }', FOUND],
    ['{ Type: AllAtOnce, Alarms: [{ Regression: { Metric: Duration } }] }', FOUND],
    ['{ Type: AllAtOnce, Alarms: [{ Errors: {} }] }', []],
    ['{ Type: Linear10PercentEvery1Minute, Alarms: [{ Regression: {} }] }', []],
    ['{ Type: !If [InProduction, AllAtOnce, Canary10Percent5Minutes], Alarms: [{ Regression: {} }] }', []],
    ['{ Type: TeamsOwnConfig, Alarms: [{ Regression: {} }] }', []],
    ['{ Type: None, Alarms: [{ Regression: {} }] }', []],
  ])('%s', (mark, expected) => {
    const condition = 'Conditions: { InProduction: !Equals [!Ref AWS::StackName, a] }\n';
    expect(said(`${condition}Resources:\n${functionOf('Checkout', mark)}`)).toEqual(expected);
  });

  test('a comparison that is slower than the first step', () => {
    const mark = '{ Alarms: [{ Regression: { Period: 300, EvaluationPeriods: 2 } }] }';
    expect(said(`Resources:\n${functionOf('Checkout', mark)}`)).toEqual(['SD3001 Checkout.Metadata.SafeDeploy.Alarms.0.Regression']);
  });
});

describe('SD3008: an alarm of another function', () => {
  const payment = functionOf('Payment', '', { FunctionName: 'payment' });
  const named = (name: string) => `[{ Name: FunctionName, Value: ${name} }]`;
  const of = (Dimensions: string, FunctionName = 'checkout') => said(watching({ Dimensions }, undefined, { FunctionName }) + payment);
  const OTHER = ['SD3008 Errors.Properties.Dimensions'];
  test.each<[dimensions: string, expected: string[]]>([
    [named('!Ref Payment'), OTHER],
    ["[{ Name: FunctionName, Value: !Ref Payment }, { Name: Resource, Value: !Sub '${Payment}:live' }]", OTHER],
    [named('payment'), OTHER],
    [named('search'), OTHER],
    [named("'checkout:live'"), []],
    [ALIAS, []],
    [named('!ImportValue Payment'), []],
    ['[{ Name: EventSourceMappingUUID, Value: !GetAtt Mapping.Id }]', []],
  ])('%s', (dimensions, expected) => expect(of(dimensions)).toEqual(expected));

  test('a literal may be the name that CloudFormation gives', () => {
    expect(said(watching({ Dimensions: named('shop-Checkout-1ABCDEF23456') }))).toEqual([]);
  });

  test('says whose alarm it is', () => {
    const [found] = warnings(watching({ Dimensions: named('!Ref Payment') }) + payment);
    expect(found?.message).toBe('Errors watches Payment, so an error in Checkout does not trigger it.');
  });

  test('one of several functions is about all of them', () => {
    const stat = (id: string, name: string) =>
      `{ Id: ${id}, MetricStat: { Period: 60, Stat: Sum, Metric: { Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{ Name: FunctionName, Value: ${name} }, { Name: Resource, Value: !Sub '${'${Checkout}'}:live' }] } } }`;
    const alarm = (names: string[]) => `Resources:
${functionOf('Checkout', '{ Alarms: [!Ref Errors] }')}${payment}  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties: { EvaluationPeriods: 1, ComparisonOperator: GreaterThanThreshold, Threshold: 0, Metrics: [${names.map((name, i) => stat(`m${i}`, name)).join(', ')}] }
`;
    expect(said(alarm(['!Ref Checkout', '!Ref Payment']))).toEqual([]);
    expect(said(alarm(['!Ref Payment', '!Ref Payment']))).toEqual(['SD3008 Errors.Properties.Metrics.0.MetricStat.Metric.Dimensions']);
  });
});
