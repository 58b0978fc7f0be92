import { type Json, type JsonObject, own, valueAt } from '../../src/template/json';
import { assertAnswers } from './laws/response';
import { assertSilent } from './laws/secrets';
import { json, markedFunction, requestOf } from './support';

/** What the properties found, shrunk: each of these failed once. */

const resourcesOf = (event: JsonObject): JsonObject => {
  const { response } = assertAnswers(event);
  expect(response.errorMessage).toBeUndefined();
  return (response.fragment as JsonObject).Resources as JsonObject;
};
const refusal = (event: JsonObject) => {
  const { response, line } = assertAnswers(event);
  return { codes: line.codes, message: response.errorMessage ?? '' };
};
const arn = { 'Fn::GetAtt': ['F', 'Arn'] };
const UNDECIDED = { C: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'alpha'] } };
const permission = (FunctionName: Json, more: JsonObject = {}): JsonObject => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { FunctionName, Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' },
  ...more,
});
const ruleOn = (Arn: Json, more: JsonObject = {}): JsonObject => ({
  Type: 'AWS::Events::Rule',
  Properties: { Targets: [{ Id: 'a', Arn }] },
  ...more,
});
const targetOf = (resources: JsonObject) => valueAt(resources, ['Rule', 'Properties', 'Targets', 0, 'Arn']);

describe('values whose toString is no function', () => {
  const object = { toString: 1, valueOf: 2 };

  test('as a request id: it is none', () => {
    expect(assertAnswers(requestOf({ Resources: {} }, { requestId: object })).response.requestId).toBe('');
  });

  test('as NoEcho: the parameter is a secret', () => {
    const Parameters = { P: { Type: 'String', NoEcho: object, Default: 'x' } };
    expect(refusal(requestOf({ Parameters, Resources: { F: markedFunction({ Alias: { Ref: 'P' } }) } })).codes).toEqual(['SD2104']);
  });

  test('as an item of a list parameter: the list can not be decided', () => {
    const Parameters = { P: { Type: 'CommaDelimitedList' } };
    const fragment = { Parameters, Resources: { F: markedFunction({ Keep: { Ref: 'P' } }) } };
    expect(refusal(requestOf(fragment, { templateParameterValues: { P: [object] } })).codes).toHaveLength(1);
  });
});

describe('what reads itself is not decided:', () => {
  test.each<[string, JsonObject]>([
    ['a condition', { C: { 'Fn::If': ['C', 1, 2] } }],
    ['two conditions', { C: { 'Fn::Equals': [{ 'Fn::If': ['D', 1, 2] }, 1] }, D: { 'Fn::Not': [{ Condition: 'C' }] } }],
  ])('%s', (_, Conditions) => {
    const F = markedFunction({}, { MemorySize: { 'Fn::If': ['C', 1, 2] } });
    expect(Object.keys(resourcesOf(requestOf({ Conditions, Resources: { F } })))).toContain('FAliaslive');
  });

  test('a mapping', () => {
    const inMap = { 'Fn::FindInMap': ['M', 'a', 'b'] };
    const fragment = { Mappings: { M: { a: { b: inMap } } }, Resources: { F: markedFunction({ Hooks: inMap }) } };
    expect(refusal(requestOf(fragment)).codes).toHaveLength(1);
  });
});

describe('a permission', () => {
  test('whose function is a Fn::If is copied once, with both branches', () => {
    const P = permission({ 'Fn::If': ['C', { Ref: 'F' }, { 'Fn::Sub': '${F}' }] });
    const { PAliaslive } = resourcesOf(requestOf({ Conditions: UNDECIDED, Resources: { F: markedFunction(), P } }));
    const alias = { Ref: 'FAliaslive' };
    const choice = { 'Fn::If': ['C', alias, { 'Fn::Sub': '${FAliaslive}' }] };
    expect([alias, choice, { 'Fn::If': ['C', alias, alias] }]).toContainEqual(valueAt(PAliaslive, ['Properties', 'FunctionName']));
  });

  test('that spells the name of a conditional function goes where the caller goes', () => {
    const Resources = {
      F: { ...markedFunction({}, { FunctionName: 'orders' }), Condition: 'C' },
      Rule: ruleOn(arn, { Condition: 'C' }),
      P: permission('orders', { Condition: 'C' }),
    };
    const after = resourcesOf(requestOf({ Conditions: UNDECIDED, Resources }));
    const allowed = Object.values(after)
      .filter((resource) => own(resource, 'Type') === 'AWS::Lambda::Permission')
      .map((resource) => valueAt(resource, ['Properties', 'FunctionName']));
    const called = targetOf(after);
    expect(allowed).toContainEqual(own(called, 'Ref') === 'FAliaslive' ? called : 'orders');
  });
});

describe('an ARN', () => {
  test('that is taken out of a longer text moves, and its statements are widened', () => {
    const split = { 'Fn::Select': [0, { 'Fn::Split': ['|', { 'Fn::Join': ['|', [arn, 'other']] }] }] };
    const Resources = {
      F: markedFunction(),
      Rule: ruleOn(split),
      Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: split }] } },
    };
    const after = resourcesOf(requestOf({ Resources }));
    expect(targetOf(after)).toEqual({ Ref: 'FAliaslive' });
    expect(valueAt(after, ['Role', 'Properties', 'Policies', 0, 'Resource'])).toHaveLength(2);
  });

  test('that is joined with $LATEST moves', () => {
    const Resources = { F: markedFunction(), Rule: ruleOn({ 'Fn::Join': [':', [arn, '$LATEST']] }) };
    const moved = JSON.stringify(targetOf(resourcesOf(requestOf({ Resources }))));
    expect(moved).toMatch(/FAliaslive|:live|"live"/);
    expect(moved).not.toContain('LATEST');
  });
});

describe('an error', () => {
  const secret = 'q7CanaryErrorw3';
  const Parameters = { List: { Type: 'CommaDelimitedList', NoEcho: true }, Secret: { Type: 'String', NoEcho: true } };
  const templateParameterValues = { List: secret, Secret: secret };

  test.each<[string, JsonObject]>([
    ['a list', { Keep: { Ref: 'List' } }],
    ['another list', { Move: { Ref: 'List' } }],
    ['a logical id that is taken', { Alias: { Ref: 'Secret' } }],
  ])('about %s shows no secret', (_, settings) => {
    const fragment = { Parameters, Resources: { F: markedFunction(settings), [`FAlias${secret}`]: { Type: 'AWS::SNS::Topic' } } };
    const { codes, message } = refusal(requestOf(fragment, { templateParameterValues }));
    expect(codes).not.toHaveLength(0);
    assertSilent(message, [secret]);
  });

  test('about the list of functions shows none either', () => {
    const fragment = { Parameters, Metadata: { SafeDeploy: { Functions: { Ref: 'List' } } }, Resources: { F: markedFunction() } };
    const { codes, message } = refusal(requestOf(fragment, { templateParameterValues }));
    expect(codes).not.toHaveLength(0);
    assertSilent(message, [secret]);
  });

  test.each<[string, Json, RegExp]>([
    ['Alias', [1], /the alias that all callers use/],
    ['Enabled', 'maybe', /CodeDeploy/],
    ['VersionDescription', [1], /description/],
  ])('about %s says what this setting takes, and not another one', (name, value, words) => {
    expect(refusal(requestOf({ Resources: { F: markedFunction({ [name]: value }) } })).message).toMatch(words);
  });

  test.each(['{"__proto__":1}', '{"Hooks":{"__proto__":"x"}}', '{"constructor":1}', '{"":1}'])(
    'is what the settings %s get',
    (settings) => {
      expect(refusal(requestOf({ Resources: { F: markedFunction(json(settings)) } })).codes).toEqual(['SD2101']);
    },
  );
});
