import type { Json, JsonObject } from '../../src/template/json';
import { type Case, publishes, released } from './publish';

const variable = (value: Json): Case['properties'] => ({ Environment: { Variables: { A: value } } });

/** Parameters, a mapping and conditions that the values below are made of. */
const sections: JsonObject = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev' },
    Other: { Type: 'String', Default: 'same' },
    Memory: { Type: 'Number', Default: 256 },
    Subnets: { Type: 'List<AWS::EC2::Subnet::Id>', Default: 's-1,s-2' },
    Secret: { Type: 'String', NoEcho: true, Default: 'hunter2-hunter2' },
    Late: { Type: 'String' },
  },
  Mappings: { Sizes: { dev: { Memory: 256, Name: 'small' }, prod: { Memory: 1024, Name: 'large' } } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsLate: { 'Fn::Equals': [{ Ref: 'Late' }, 'late'] },
    IsBoth: { 'Fn::And': [{ Condition: 'IsProd' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] },
  },
};
const withStage = (value: Json, Stage: string): Case => ({ sections, properties: variable(value), parameterValues: { Stage } });

test.each<[how: string, value: Json]>([
  ['Ref', { Ref: 'Stage' }],
  ['Fn::Sub', { 'Fn::Sub': 'to-${Stage}' }],
  ['Fn::Sub with a map', { 'Fn::Sub': ['to-${S}', { S: { Ref: 'Stage' } }] }],
  ['Fn::Join', { 'Fn::Join': ['-', ['to', { Ref: 'Stage' }]] }],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Name'] }],
  ['Fn::If', { 'Fn::If': ['IsProd', 'a', 'b'] }],
  ['Fn::If with AWS::NoValue', { 'Fn::If': ['IsProd', 'a', { Ref: 'AWS::NoValue' }] }],
  ['Fn::If on a condition of conditions', { 'Fn::If': ['IsBoth', 'a', 'b'] }],
  ['Fn::Select', { 'Fn::Select': [0, [{ Ref: 'Stage' }, 'x']] }],
  ['Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [',', { 'Fn::Sub': 'a,${Stage}' }] }] }],
  ['Fn::Base64', { 'Fn::Base64': { Ref: 'Stage' } }],
  ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Stage}-table' } }],
  ['inside an undecided Fn::Sub', { 'Fn::Sub': '${AWS::StackName}-${Stage}' }],
  ['inside an undecided Fn::If', { 'Fn::If': ['IsLate', { Ref: 'Stage' }, 'b'] }],
])('a parameter in %s publishes when its value changes', (_, value) => {
  expect(publishes(withStage(value, 'dev'), withStage(value, 'prod'))).toBe(true);
  expect(publishes(withStage(value, 'dev'), withStage(value, 'dev'))).toBe(false);
});

test('a parameter that nothing of the function reads publishes nothing', () => {
  const value = { Ref: 'Stage' };
  const one: Case = { sections, properties: variable(value), parameterValues: { Stage: 'dev', Other: 'one' } };
  expect(publishes(one, { ...one, parameterValues: { Stage: 'dev', Other: 'two' } })).toBe(false);
});

test('a default counts like a given value', () => {
  const one: Case = { sections, properties: variable({ Ref: 'Stage' }) };
  expect(publishes(one, { ...one, parameterValues: { Stage: 'dev' } })).toBe(false);
  expect(publishes(one, { ...one, parameterValues: { Stage: 'prod' } })).toBe(true);
});

test('a changed default, mapping or condition publishes when it changes the value', () => {
  const one: Case = { sections, properties: variable({ 'Fn::If': ['IsProd', 'a', { 'Fn::FindInMap': ['Sizes', 'dev', 'Name'] }] }) };
  const changed = (section: string, change: JsonObject): Case => ({
    ...one,
    sections: { ...sections, [section]: { ...(sections[section] as JsonObject), ...change } },
  });
  expect(publishes(one, changed('Parameters', { Stage: { Type: 'String', Default: 'prod' } }))).toBe(true);
  expect(publishes(one, changed('Mappings', { Sizes: { dev: { Name: 'tiny' } } }))).toBe(true);
  expect(publishes(one, changed('Conditions', { IsProd: { 'Fn::Equals': ['a', 'a'] } }))).toBe(true);
  expect(publishes(one, changed('Parameters', { Other: { Type: 'String', Default: 'new' } }))).toBe(false);
  expect(publishes(one, changed('Mappings', { Sizes: { dev: { Name: 'small', Memory: 1 } } }))).toBe(false);
  expect(publishes(one, changed('Conditions', { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] } }))).toBe(false);
});

test('what the request carries is a value; the name of the stack is none', () => {
  const regional: Case = { properties: variable({ 'Fn::Sub': '${AWS::Region} ${AWS::Partition} ${AWS::URLSuffix} ${AWS::AccountId}' }) };
  expect(publishes(regional, { ...regional, region: 'cn-north-1' })).toBe(true);
  expect(publishes(regional, { properties: variable('eu-west-1 aws amazonaws.com 123456789012') })).toBe(false);
  expect(publishes({ properties: variable({ Ref: 'AWS::StackName' }) }, { properties: variable({ Ref: 'AWS::StackId' }) })).toBe(true);
});

test('an undecided condition counts by its words, not by its name', () => {
  const late = (words: JsonObject, name = 'IsLate', inner = 'inner'): Case => ({
    sections: { ...sections, Conditions: { [name]: words, Inner: { 'Fn::Equals': [{ Ref: 'Late' }, inner] } } },
    properties: variable({ 'Fn::If': [name, 'a', 'b'] }),
  });
  const words = { 'Fn::Equals': [{ Ref: 'Late' }, 'late'] };
  const throughInner = { 'Fn::Not': [{ Condition: 'Inner' }] };
  expect(publishes(late(words), late(words, 'Renamed'))).toBe(false);
  expect(publishes(late(words), late({ 'Fn::Equals': [{ Ref: 'Late' }, 'later'] }))).toBe(true);
  expect(publishes(late(throughInner), late(throughInner, 'IsLate', 'other words'))).toBe(true);
});

describe('a placeholder of a nested change set', () => {
  const placeholder = (to: string) => `{{IntrinsicFunction:arn:aws:cloudformation:eu-west-1:123456789012:stack/parent/1/${to}/Ref}}`;
  const late = (Late: Json): Case => ({ sections, properties: variable({ Ref: 'Late' }), parameterValues: { Late } });

  test('is no value', () => {
    expect(publishes(late(placeholder('A')), late(placeholder('B')))).toBe(false);
    expect(publishes(late(placeholder('A')), { sections, properties: variable({ Ref: 'Late' }) })).toBe(false);
    expect(publishes(late(placeholder('A')), late('a value'))).toBe(true);
  });

  test('is none in a list either, and not the default', () => {
    const subnets = (Subnets: Json): Case => ({
      sections,
      properties: { VpcConfig: { SubnetIds: { Ref: 'Subnets' }, SecurityGroupIds: ['g'] } },
      parameterValues: { Subnets },
    });
    expect(publishes(subnets([placeholder('A'), 's-2']), subnets([placeholder('B'), 's-2']))).toBe(false);
    expect(publishes(subnets([placeholder('A'), 's-2']), subnets('s-1,s-2'))).toBe(true);
  });
});

describe('a secret', () => {
  const secret = (Secret: string): Case => ({ sections, properties: variable({ Ref: 'Secret' }), parameterValues: { Secret } });

  test('publishes when it changes, and is nowhere in the output', () => {
    expect(publishes(secret('hunter2-hunter2'), secret('hunter3-hunter3'))).toBe(true);
    expect(JSON.stringify(released(secret('correct-horse-battery')))).not.toContain('correct-horse-battery');
  });
});

test('no value of a parameter is written into the output', () => {
  const values = { Stage: 'value-of-stage', Memory: '777', Subnets: 's-777', Secret: 'value-of-secret' };
  const properties = {
    Description: { 'Fn::Sub': 'in ${Stage}' },
    MemorySize: { Ref: 'Memory' },
    VpcConfig: { SubnetIds: { Ref: 'Subnets' } },
    ...variable({ 'Fn::Join': ['', [{ Ref: 'Secret' }, { Ref: 'Stage' }]] }),
  };
  const settings = { Revision: { Ref: 'Stage' }, VersionDescription: { Ref: 'Stage' }, Tags: { Stage: { Ref: 'Stage' } } };
  const output = JSON.stringify(released({ sections, properties, settings, parameterValues: values }));
  for (const value of Object.values(values)) expect(output).not.toContain(value);
});
