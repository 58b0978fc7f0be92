import type { Json, JsonObject } from '../../src/template/json';
import { assertAnswers } from '../properties/laws/response';
import { assertSilent } from '../properties/laws/secrets';
import { markedFunction, requestOf } from '../properties/support';

const secret = (name: string) => `q7Canary${name}w3`;
const Parameters: JsonObject = {
  Given: { Type: 'String', NoEcho: true },
  Default: { Type: 'String', NoEcho: 'true', Default: secret('Default') },
  List: { Type: 'CommaDelimitedList', NoEcho: true },
};
const templateParameterValues = {
  Given: secret('Given'),
  Default: secret('Default'),
  List: [secret('One'), secret('Two')],
  Undeclared: secret('Undeclared'),
};
const values = ['Given', 'Default', 'One', 'Two', 'Undeclared'].map(secret);
const content = ['Variable', 'Zip', 'Tag', 'Mapping', 'Output', 'Text', 'Description', 'Param'].map(secret);

const properties: JsonObject = {
  Code: { ZipFile: secret('Zip') },
  Description: { 'Fn::Sub': `${secret('Description')} \${Given}` },
  Environment: {
    Variables: { A: { Ref: 'Given' }, B: { 'Fn::Sub': 'x-${Default}' }, C: secret('Variable'), D: { 'Fn::Join': [',', { Ref: 'List' }] } },
  },
  FunctionName: { 'Fn::Sub': 'f-${Given}' },
  KmsKeyArn: { Ref: 'Given' },
  Tags: [{ Key: 'a', Value: secret('Tag') }],
};
const sections = {
  Parameters,
  Mappings: { M: { a: { b: secret('Mapping') } } },
  Conditions: { IsGiven: { 'Fn::Equals': [{ Ref: 'Given' }, 'x'] } },
  Outputs: { O: { Value: secret('Output') }, P: { Value: { Ref: 'Given' } } },
  Metadata: { Note: secret('Text') },
};
const caller = {
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { FunctionName: { 'Fn::Sub': 'f-${Given}' }, FilterCriteria: { 'Fn::If': ['IsGiven', { Ref: 'Default' }, secret('Text')] } },
};
const ask = (settings: Json, params: JsonObject = {}) =>
  assertAnswers(
    requestOf({ ...sections, Resources: { F: markedFunction(settings, properties), Caller: caller } }, { params, templateParameterValues }),
  );

test('a template that uses secrets everywhere shows none of them in the output, and nothing of itself in the log', () => {
  const { response, line } = ask({
    VersionDescription: 'v',
    PropagateTags: true,
    Role: { Ref: 'Given' },
    Hooks: { PreTraffic: { Ref: 'Given' } },
  });
  expect(line).toMatchObject({ status: 'success', functions: 1 });
  const { Parameters: declared, ...after } = response.fragment as JsonObject;
  expect(declared).toEqual(Parameters);
  assertSilent(JSON.stringify(after), values);
  assertSilent(JSON.stringify(line), [...values, ...content]);
});

describe('an error shows neither a value nor what the template says', () => {
  test.each<[string, JsonObject, params: JsonObject]>([
    ['Alias', { Alias: { Ref: 'Given' } }, {}],
    ['Alias', { Alias: secret('Text').repeat(20) }, {}],
    ['Type', { Type: { 'Fn::Sub': 'Canary${Given}Percent' } }, {}],
    ['Type', { Type: { Canary: { Percent: secret('Text'), Minutes: 5 } } }, {}],
    ['Enabled', { Enabled: { Ref: 'Default' } }, {}],
    ['Alarms', { Alarms: Array.from({ length: 11 }, () => secret('Text')) }, {}],
    ['Keep', { Keep: [{ Ref: 'Given' }] }, {}],
    ['Hooks', { Hooks: { PreTraffic: [secret('Text')] } }, {}],
    ['Rollback', { Rollback: [secret('Text')] }, {}],
    ['Revision', { Revision: { Ref: 'Given' } }, {}],
    ['FunctionUrl', { FunctionUrl: secret('Text') }, {}],
    ['VersionDeletionPolicy', { VersionDeletionPolicy: { Ref: 'Given' } }, {}],
    ['the transform', {}, { Alias: `${secret('Param')}!` }],
    ['the transform', {}, { Stamp: secret('Param') }],
  ])('about %s: %j %j', (_, settings, params) => {
    const { response, line } = ask(settings, params);
    expect(line.status).toBe('failed');
    assertSilent(JSON.stringify({ response, line }), [...values, ...content]);
  });
});
