import { functionOf, said } from './support/subject';

const marked = (mark: string, head = '') => said(`${head}Resources:\n${functionOf('Checkout', mark)}`);
const AT_MARK = 'Checkout.Metadata.SafeDeploy';

describe('SD3101: a shift that nothing watches', () => {
  test.each([
    ['{}', []],
    ['{ Alarms: [] }', [`SD3101 ${AT_MARK}.Alarms`]],
    ['{ Alarms: [], Type: AllAtOnce }', []],
    ['{ Alarms: [], Type: None }', []],
    ['{ Alarms: [checkout-errors] }', []],
    ['{ IgnoreAlarms: true }', [`SD3101 ${AT_MARK}.IgnoreAlarms`]],
  ])('%s', (mark, expected) => expect(marked(mark)).toEqual(expected));

  test('in either branch of a condition', () => {
    const head = 'Conditions: { InProduction: !Equals [!Ref AWS::StackName, a] }\n';
    const type = (name: string) => `{ Alarms: [], Type: !If [InProduction, ${name}, AllAtOnce] }`;
    expect(marked(type('Canary10Percent5Minutes'), head)).toEqual([`SD3101 ${AT_MARK}.Alarms`]);
    expect(marked(type('AllAtOnce'), head)).toEqual([]);
  });
});

test.each([
  ['Canary10Percent30Minutes', []],
  ['Canary10Percent59Minutes', []],
  ['Canary10Percent60Minutes', [`SD3102 ${AT_MARK}.Type`]],
  ['Linear10PercentEvery3Minutes', []],
  ['Linear10PercentEvery10Minutes', [`SD3102 ${AT_MARK}.Type`]],
])('SD3102: %s', (type, expected) => expect(marked(`{ Type: ${type} }`)).toEqual(expected));

test('SD3103: more than fifteen aliases that may shift', () => {
  const functions = (count: number, mark = '{}') => Array.from({ length: count }, (_, i) => functionOf(`F${i}`, mark)).join('');
  expect(said(`Resources:\n${functions(15)}`)).toEqual([]);
  expect(said(`Resources:\n${functions(16)}`)).toEqual(['SD3103 ']);
  expect(said(`Resources:\n${functions(40, '{ Type: None }')}`)).toEqual([]);
});

const ROLE =
  "  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] } } }\n";
const hooked = (event: string, hook: Record<string, string>, tested: Record<string, string> = {}, setting = '!Ref Test') =>
  said(
    `Resources:\n${functionOf('Checkout', `{ Hooks: { ${event}: ${setting} } }`, tested)}${functionOf('Test', '', { Role: '!GetAtt Role.Arn', ...hook })}${ROLE}`,
  );
const TOO_SHORT = ['SD3111 Test.Properties.Timeout'];

describe('SD3111: a hook with too little time', () => {
  test.each<[timeout: string | undefined, tested: string | undefined, expected: string[]]>([
    [undefined, undefined, TOO_SHORT],
    ['30', undefined, []],
    ['30', '30', []],
    ['30', '60', TOO_SHORT],
    ['60', '30', []],
    ['!ImportValue T', '30', []],
  ])('%s seconds for a function of %s', (timeout, tested, expected) => {
    expect(hooked('PreTraffic', timeout ? { Timeout: timeout } : {}, tested ? { Timeout: tested } : {})).toEqual(expected);
  });

  test('after traffic, too', () => expect(hooked('PostTraffic', {})).toEqual(TOO_SHORT));
  test('not of a hook that is elsewhere', () => expect(hooked('PreTraffic', {}, {}, 'test-of-another-stack')).toEqual([]));
});

describe('SD3112: a hook that may not report', () => {
  const report = ['SD3112 Test.Properties.Role'];
  test.each([
    ['!GetAtt Role.Arn', []],
    ['arn:aws:iam::123456789012:role/test', report],
    ['!ImportValue TestRole', report],
  ])('%s', (Role, expected) => expect(hooked('PreTraffic', { Role, Timeout: '60' })).toEqual(expected));
});

test('checks need neither time nor a role', () => {
  expect(marked('{ Hooks: { PreTraffic: { Checks: [{ Name: answers }] } } }')).toEqual([]);
});

describe('SD3113: a transform that marks nothing', () => {
  const plain = functionOf('Checkout', 'X').replace(/ {4}Metadata.*\n/, '');
  test.each([
    ['a transform alone', `Transform: SafeDeploy\nResources:\n${plain}`, ['SD3113 Transform']],
    [
      'defaults alone',
      `Transform: SafeDeploy\nMetadata: { SafeDeploy: { Alias: live } }\nResources:\n${plain}`,
      ['SD3113 Metadata.SafeDeploy'],
    ],
    [
      'words to lint are no defaults',
      `Transform: SafeDeploy\nMetadata: { SafeDeploy: { Ignore: [] } }\nResources:\n${plain}`,
      ['SD3113 Transform'],
    ],
    ['a function that is marked', `Transform: SafeDeploy\nResources:\n${functionOf('Checkout', '{}')}`, []],
    ['a function by name', `Transform: SafeDeploy\nMetadata: { SafeDeploy: { Functions: [Checkout] } }\nResources:\n${plain}`, []],
  ])('%s', (_, template, expected) => expect(said(template)).toEqual(expected));
});

test('SD3401: versions of a durable function that are deleted', () => {
  const durable = (mark: string, properties = 'DurableConfig: { ExecutionTimeout: 60 }') =>
    said(`Resources:\n${functionOf('Checkout', mark)}      ${properties}\n`);
  expect(durable('{ VersionDeletionPolicy: Delete }')).toEqual([`SD3401 ${AT_MARK}.VersionDeletionPolicy`]);
  expect(durable('{ VersionDeletionPolicy: Retain }')).toEqual([]);
  expect(durable('{}')).toEqual([]);
  expect(durable('{ VersionDeletionPolicy: Delete }', 'MemorySize: 512')).toEqual([]);
  expect(durable('{ VersionDeletionPolicy: Delete }', 'DurableConfig: !Ref AWS::NoValue')).toEqual([]);
});
