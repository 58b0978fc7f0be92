import type { Json, JsonObject } from '../../src/template/json';
import { type Case, publishes } from './publish';

// A function that is told the version of another one gets a new value whenever that one is published.
const other = (ZipFile: string, more: JsonObject = {}): JsonObject => ({
  Type: 'AWS::Lambda::Function',
  Metadata: { SafeDeploy: { Type: 'None' } },
  Properties: { Code: { ZipFile }, Handler: 'index.handler', Runtime: 'nodejs24.x', Role: 'arn:aws:iam::123456789012:role/r', ...more },
});
const told = (value: Json, resources: JsonObject): Case => ({ properties: { Environment: { Variables: { A: value } } }, resources });

test.each<[how: string, value: Json]>([
  ['Ref', { Ref: 'Other.Version' }],
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Other', 'Version.Version'] }],
  ['a dotted Fn::GetAtt', { 'Fn::GetAtt': 'Other.Version.Version' }],
  ['Fn::Sub', { 'Fn::Sub': 'at ${Other.Version}' }],
  ['Fn::If', { 'Fn::If': ['Undeclared', { Ref: 'Other.Version' }, 'none'] }],
])('the version of another function in %s publishes with it', (_, value) => {
  expect(publishes(told(value, { Other: other('x') }), told(value, { Other: other('y') }))).toBe(true);
  expect(publishes(told(value, { Other: other('x') }), told(value, { Other: other('x', { ReservedConcurrentExecutions: 5 }) }))).toBe(
    false,
  );
});

test('the alias, the name and the ARN of another function stay the same when it is published', () => {
  const values: Json[] = [{ Ref: 'Other.Alias' }, { Ref: 'Other' }, { 'Fn::GetAtt': ['Other', 'Arn'] }];
  for (const value of values) {
    expect(publishes(told(value, { Other: other('x') }), told(value, { Other: other('y') }))).toBe(false);
  }
});

test('another name of the alias of another function is a change', () => {
  const renamed = (Alias: string) => ({ ...other('x'), Metadata: { SafeDeploy: { Type: 'None', Alias } } });
  const values: Json[] = [{ Ref: 'Other.Alias' }, { 'Fn::Sub': 'call ${Other.Alias}' }];
  for (const value of values) {
    expect(publishes(told(value, { Other: renamed('live') }), told(value, { Other: renamed('stage') }))).toBe(true);
  }
});

test('a version is followed through other versions', () => {
  const value = { Ref: 'Middle.Version' };
  const middle = other('x', { Environment: { Variables: { B: { Ref: 'Other.Version' } } } });
  expect(publishes(told(value, { Middle: middle, Other: other('x') }), told(value, { Middle: middle, Other: other('y') }))).toBe(true);
});

test('one spelling of a version is as good as another', () => {
  const one = told({ Ref: 'Other.Version' }, { Other: other('x') });
  expect(publishes(one, told({ 'Fn::Sub': '${Other.Version}' }, { Other: other('x') }))).toBe(false);
});

test('a version where it does not count publishes nothing', () => {
  const tagged = (ZipFile: string): Case => ({
    properties: { Tags: [{ Key: 'other', Value: { Ref: 'Other.Version' } }] },
    resources: { Other: other(ZipFile) },
  });
  expect(publishes(tagged('x'), tagged('y'))).toBe(false);
});

test.each([0, 1])('of two functions whose alias is named, another name of either is a change', (which) => {
  const aliases = (names: readonly string[]): Case => ({
    properties: { Environment: { Variables: { A: { Ref: 'One.Alias' }, B: { Ref: 'Two.Alias' } } } },
    resources: Object.fromEntries(
      ['One', 'Two'].map((id, i) => [id, { ...other('x'), Metadata: { SafeDeploy: { Type: 'None', Alias: names[i] as string } } }]),
    ),
  });
  expect(publishes(aliases(['live', 'live']), aliases(['live', 'live'].with(which, 'stage')))).toBe(true);
});

test.each(['One', 'Two'])('what the request has of the SSM parameter %s publishes when it changes', (changed) => {
  const Type = 'AWS::SSM::Parameter::Value<String>';
  const given: Case = {
    properties: { Environment: { Variables: { A: { Ref: 'One' }, B: { 'Fn::Sub': '${Two}' } } } },
    sections: { Parameters: { One: { Type }, Two: { Type }, Three: { Type } } },
    parameterValues: { One: '/a', Two: '/b', Three: '/c' },
  };
  expect(publishes(given, { ...given, parameterValues: { ...given.parameterValues, [changed]: '/d' } })).toBe(true);
  expect(publishes(given, { ...given, parameterValues: { ...given.parameterValues, Three: '/d' } })).toBe(false);
});

test('an attribute whose name only ends with Version or Alias is no version and no alias', () => {
  for (const attribute of ['MyVersion', 'MyAlias']) {
    const value = { 'Fn::GetAtt': ['Other', attribute] };
    const before = told(value, { Other: other('x') });
    const after = told(value, { Other: { ...other('y'), Metadata: { SafeDeploy: { Type: 'None', Alias: 'stage' } } } });
    expect(publishes(before, after)).toBe(false);
  }
});

test('a description that names the version of another function publishes with it, because no version can change its own', () => {
  const described = (VersionDescription: Json, Other: JsonObject): Case => ({ settings: { VersionDescription }, resources: { Other } });
  const value = { 'Fn::Sub': 'with ${Other.Version.Version}' };
  expect(publishes(described(value, other('x')), described(value, other('y')))).toBe(true);
  expect(publishes(described(value, other('x')), described(value, other('x', { ReservedConcurrentExecutions: 5 })))).toBe(false);
  expect(publishes(described('with', other('x')), described('with', other('y')))).toBe(false);
});
