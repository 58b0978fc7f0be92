import type { Json, JsonObject } from '../../../src/template/json';
import { gapIn } from './gaps';
import { globsMeet } from './globs';
import { violations } from './law';
import { orderOf, type Point } from './order';
import { create, update } from './update';

const stack = { stackName: 'shop', region: 'eu-west-1', accountId: '123456789012', parameterValues: {} };

/** An update by hand, and the kinds of violation that the model finds in it. */
const kinds = (before: JsonObject, after: JsonObject, sections: JsonObject = {}): string[] => {
  const state = create({ Resources: before, ...sections }, stack);
  return [...new Set(violations(update(state, { Resources: after, ...sections }, stack), stack).map(({ kind }) => kind))].sort();
};
const actionOf = (id: string, before: JsonObject, after: JsonObject) =>
  update(create({ Resources: before }, stack), { Resources: after }, stack).actions.get(id);

const of = (Type: string, Properties: JsonObject, more: JsonObject = {}): JsonObject => ({ Type, Properties, ...more });
const att = (id: string): JsonObject => ({ 'Fn::GetAtt': [id, 'Arn'] });
const ref = (id: string): JsonObject => ({ Ref: id });
const F = of('AWS::Lambda::Function', { Handler: 'index.handler' });
const V = of('AWS::Lambda::Version', { FunctionName: ref('F') });
const A = of('AWS::Lambda::Alias', { FunctionName: ref('F'), Name: 'live', FunctionVersion: { 'Fn::GetAtt': ['V', 'Version'] } });
const AS_TEXT = { 'Fn::Sub': '${F.Arn}:live' };
const functionArn = att('F');
const aliasArn = ref('A');

const permission = (FunctionName: Json, Principal: string, SourceArn?: Json, more: JsonObject = {}): JsonObject => {
  const properties = { Action: 'lambda:InvokeFunction', FunctionName, Principal: `${Principal}.amazonaws.com` };
  return of('AWS::Lambda::Permission', SourceArn === undefined ? properties : { ...properties, SourceArn }, more);
};
const rule = (Arn: Json, more: JsonObject = {}) => of('AWS::Events::Rule', { Name: 'hourly', Targets: [{ Id: 'a', Arn }] }, more);
const BY_NAME = 'arn:aws:events:eu-west-1:123456789012:rule/hourly';
const mapping = (FunctionName: Json, more: JsonObject = {}) => of('AWS::Lambda::EventSourceMapping', { FunctionName }, more);
const released = { F, V, A };

describe('a rule that moves to the alias', () => {
  const moving = (P: JsonObject, Q: JsonObject, more: JsonObject = {}) =>
    kinds({ F, R: rule(functionArn), P }, { ...released, R: rule(aliasArn, more), P: Q }, { Conditions: { No: { 'Fn::Equals': [1, 2] } } });

  test('is without its permission, which refers to it', () => {
    expect(moving(permission(functionArn, 'events', att('R')), permission(aliasArn, 'events', att('R')))).toEqual([
      'the permission waits for the caller',
    ]);
  });

  test('may be without one that it does not wait for', () => {
    const found = moving(permission(functionArn, 'events', BY_NAME), permission(aliasArn, 'events', BY_NAME));
    expect(found).toEqual(['the caller does not wait for the permission']);
  });

  const [onFunction, onAlias] = [permission(functionArn, 'events', BY_NAME), permission(aliasArn, 'events', BY_NAME)];

  test.each<[string, JsonObject]>([
    ['DependsOn', { DependsOn: 'P' }],
    ['a reference in its metadata', { Metadata: { Waits: ref('P') } }],
    ['a reference in its metadata, under a condition that holds', { Metadata: { Waits: { 'Fn::If': ['No', 'nothing', ref('P')] } } }],
  ])('has it when it waits by %s', (_, more) => expect(moving(onFunction, onAlias, more)).toEqual([]));

  test('does not wait by a reference under a condition that does not hold', () => {
    expect(moving(onFunction, onAlias, { Metadata: { Waits: { 'Fn::If': ['No', ref('P'), 'nothing'] } } })).toHaveLength(1);
  });

  test('waits by way of a resource to which nothing happens', () => {
    const T = of('AWS::SNS::Topic', {}, { DependsOn: 'P' });
    const before = { F, R: rule(functionArn), P: onFunction, T };
    expect(kinds(before, { ...released, R: rule(aliasArn, { DependsOn: 'T' }), P: onAlias, T })).toEqual([]);
  });

  test('loses nothing when it had no permission', () => {
    expect(kinds({ F, R: rule(functionArn) }, { ...released, R: rule(aliasArn) })).toEqual([]);
    expect(moving(permission(functionArn, 'sns'), permission(functionArn, 'sns'))).toEqual([]);
    expect(moving(permission(functionArn, 'events', 'arn:aws:events:eu-west-1:123456789012:rule/other'), onAlias)).toHaveLength(1);
  });

  test('is without one for good when that stays behind', () => {
    expect(moving(onFunction, onFunction)).toEqual(['the template goes on with the call']);
  });

  test('has one in two updates: permissions on both first', () => {
    const P = permission(functionArn, 'events', att('R'));
    const Q = permission(aliasArn, 'events', att('R'));
    const middle = { ...released, R: rule(functionArn), P, Q };
    expect(kinds({ F, R: rule(functionArn), P }, middle)).toEqual([]);
    expect(kinds(middle, { ...released, R: rule(aliasArn), P: Q })).toEqual([]);
    expect(kinds(middle, { ...released, R: rule(aliasArn), Q })).toEqual([]);
  });
});

describe('an alias', () => {
  test('is waited for by whoever refers to it, and not by whoever spells it', () => {
    expect(kinds({ F, M: mapping(functionArn) }, { ...released, M: mapping(aliasArn) })).toEqual([]);
    expect(kinds({ F, R: rule(functionArn) }, { ...released, R: rule(AS_TEXT) })).toEqual(['the caller does not wait for the alias']);
    expect(kinds({ F, R: rule(functionArn) }, { ...released, R: rule(AS_TEXT, { DependsOn: 'A' }) })).toEqual([]);
  });

  test('may wait for its caller itself', () => {
    const waiting = { ...A, Metadata: { Waits: ref('R') } };
    expect(kinds({ F, R: rule(functionArn) }, { F, V, A: waiting, R: rule(AS_TEXT) })).toEqual(['the alias waits for the caller']);
  });

  test('is looked for by some, whose update fails', () => {
    const found = kinds({ F, M: mapping(functionArn) }, { ...released, M: mapping(AS_TEXT) });
    expect(found).toEqual(['the service looks for the alias before that is there']);
    expect(kinds({ F, M: mapping(functionArn) }, { ...released, M: mapping(AS_TEXT, { DependsOn: 'A' }) })).toEqual([]);
  });

  test('is removed after its callers have gone back, unless one has not', () => {
    expect(kinds({ ...released, M: mapping(aliasArn) }, { F, M: mapping(functionArn) })).toEqual([]);
    expect(kinds({ ...released, M: mapping(AS_TEXT) }, { F, M: mapping(AS_TEXT) })).toEqual(['the template goes on with the call']);
    expect(kinds({ ...released, A: { ...A, DeletionPolicy: 'Retain' }, M: mapping(AS_TEXT) }, { F, M: mapping(AS_TEXT) })).toEqual([]);
  });
});

describe('a subscription, which is replaced when its endpoint changes,', () => {
  const subscription = (Endpoint: Json, more: JsonObject = {}) =>
    of('AWS::SNS::Subscription', { Endpoint, Protocol: 'lambda', TopicArn: ref('T') }, more);
  const T = of('AWS::SNS::Topic', {});
  const old = (more: JsonObject = {}) => ({ F, T, S: subscription(functionArn, more), P: permission(functionArn, 'sns', ref('T')) });
  const after = { ...released, T, S: subscription(aliasArn, { DependsOn: 'P' }), P: permission(aliasArn, 'sns', ref('T')) };

  test('is removed before the old permission when it waited for that, and otherwise maybe after it', () => {
    expect(kinds(old({ DependsOn: 'P' }), after)).toEqual([]);
    expect(kinds(old(), after)).toEqual(['the permission goes before what was replaced']);
    expect(kinds(old(), { ...after, P: { ...after.P, UpdateReplacePolicy: 'Retain' } })).toEqual([]);
  });

  test('and its permission are replaced when the topic is', () => {
    const renamed = { ...old(), T: of('AWS::SNS::Topic', { TopicName: 'other' }) };
    expect(actionOf('S', old(), renamed)).toBe('replace');
    expect(actionOf('P', old(), renamed)).toBe('replace');
    expect(kinds(old(), renamed)).toEqual(['the caller does not wait for the permission', 'the permission goes before what was replaced']);
  });
});

describe('a URL behind a distribution, which is replaced when it moves,', () => {
  const url = (more: JsonObject) => of('AWS::Lambda::Url', { TargetFunctionArn: ref('F'), AuthType: 'AWS_IAM', ...more });
  const D = of('AWS::CloudFront::Distribution', { Origin: { 'Fn::GetAtt': ['U', 'FunctionUrl'] } });
  const may = (FunctionName: Json, more: JsonObject) =>
    of('AWS::Lambda::Permission', { Action: 'lambda:InvokeFunctionUrl', FunctionName, Principal: '*', ...more });
  const found = (from: JsonObject, other?: JsonObject) => {
    const others = (FunctionName: Json): JsonObject => (other ? { Other: may(FunctionName, other) } : {});
    const before = { ...released, D, Q: may(aliasArn, from), U: url({}), P: may(ref('F'), from), ...others(ref('F')) };
    return kinds(before, { ...released, D, U: url({ Qualifier: 'live' }), P: may(aliasArn, from), ...others(aliasArn) });
  };
  const FROM_D = { SourceArn: { 'Fn::Sub': 'arn:aws:cloudfront::123456789012:distribution/${D}' } };

  test('is called by nobody once the distribution is done, if nobody else may call it', () => {
    expect(found(FROM_D)).toEqual([]);
    expect(found({})).toEqual(['the permission goes before what was replaced']);
    expect(found(FROM_D, FROM_D)).toEqual([]);
    expect(found(FROM_D, {})).toEqual(['the permission goes before what was replaced']);
    expect(found({ SourceArn: 'arn:aws:cloudfront::123456789012:distribution/OTHER' })).toEqual([
      'the permission goes before what was replaced',
    ]);
  });
});

describe('a stage of an API', () => {
  const Api = of('AWS::ApiGateway::RestApi', { Name: 'api' });
  const method = (arn: Json) =>
    of('AWS::ApiGateway::Method', {
      RestApiId: ref('Api'),
      ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      HttpMethod: 'GET',
      Integration: { Uri: { 'Fn::Join': ['', ['arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/', arn, '/invocations']] } },
    });
  const shot = (...waits: Json[]) => of('AWS::ApiGateway::Deployment', { RestApiId: ref('Api') }, { DependsOn: waits });
  const stage = (id: string) => of('AWS::ApiGateway::Stage', { RestApiId: ref('Api'), DeploymentId: ref(id), StageName: 'prod' });
  const source = { 'Fn::Sub': 'arn:aws:execute-api:eu-west-1:123456789012:${Api}/*/GET/' };
  const [P, Q] = [permission(functionArn, 'apigateway', source), permission(aliasArn, 'apigateway', source)];
  const before = { F, Api, M: method(functionArn), P, D: shot('M'), S: stage('D') };
  const moved = { ...released, Api, M: method(aliasArn), P: Q };

  test('follows a new deployment, which has to wait for the permission and for the method', () => {
    expect(kinds(before, { ...moved, E: shot('M', 'P'), S: stage('E') })).toEqual([]);
    expect(kinds(before, { ...moved, E: shot('M'), S: stage('E') })).toEqual(['the caller does not wait for the permission']);
    expect(kinds(before, { ...moved, E: shot('P'), S: stage('E') })).toEqual(['a deployment goes on with the call']);
  });

  test('is referred to by the permission that a deployment has to wait for', () => {
    const byStage = { 'Fn::Sub': 'arn:aws:execute-api:eu-west-1:123456789012:${Api}/${S}/GET/' };
    const [from, to] = [permission(functionArn, 'apigateway', byStage), permission(aliasArn, 'apigateway', byStage)];
    expect(kinds({ ...before, P: from }, { ...moved, P: to, E: shot('M'), S: stage('E') })).toEqual(['the permission refers to the stage']);
    expect(kinds({ ...before, P: from }, { ...moved, E: shot('M', 'P'), S: stage('E') })).toEqual([]);
  });

  test('goes on with the function when nothing is deployed', () => {
    expect(kinds(before, { ...moved, D: shot('M'), S: stage('D') })).toEqual(['a deployment goes on with the call']);
    expect(kinds(before, { ...moved, P, Q, D: shot('M'), S: stage('D') })).toEqual([]);
  });

  test('is changed by a deployment that names it', () => {
    const naming = (...waits: Json[]) => ({ ...shot(...waits), Properties: { RestApiId: ref('Api'), StageName: 'prod' } });
    const { S: _, ...rest } = before;
    expect(kinds({ ...rest, D: naming('M') }, { ...moved, E: naming('M', 'P') })).toEqual([]);
    expect(kinds({ ...rest, D: naming('M') }, { ...moved, E: naming('M') })).toEqual(['the caller does not wait for the permission']);
  });

  test('outside the template shows what it showed', () => {
    const { D: _, S: __, ...outside } = before;
    expect(kinds(outside, moved)).toEqual(['a stage outside the template goes on with the call']);
    expect(kinds(outside, { ...moved, P, Q })).toEqual([]);
  });

  test('deploys itself where it says so', () => {
    const http = (Arn: Json, more: JsonObject = {}) => ({
      Api: of('AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP' }),
      I: of('AWS::ApiGatewayV2::Integration', { ApiId: ref('Api'), IntegrationUri: Arn }, more),
      S: of('AWS::ApiGatewayV2::Stage', { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true }),
    });
    expect(kinds({ F, ...http(functionArn), P }, { ...released, ...http(aliasArn), P: Q })).toEqual([
      'the caller does not wait for the permission',
    ]);
    expect(kinds({ F, ...http(functionArn), P }, { ...released, ...http(aliasArn, { DependsOn: 'P' }), P: Q })).toEqual([]);
  });
});

describe('a state machine', () => {
  const statement = (...Resource: Json[]) => ({ Statement: [{ Effect: 'Allow', Action: 'lambda:Invoke*', Resource }] });
  const role = (...arns: Json[]) => of('AWS::IAM::Role', { Policies: [{ PolicyName: 'calls', PolicyDocument: statement(...arns) }] });
  const policy = (...arns: Json[]) => of('AWS::IAM::Policy', { Roles: [ref('Role')], PolicyDocument: statement(...arns) });
  const machine = (arn: Json, more: JsonObject = {}) =>
    of('AWS::StepFunctions::StateMachine', { RoleArn: att('Role'), Definition: { States: { Go: { Resource: arn } } } }, more);
  const before = { F, Role: role(functionArn), M: machine(functionArn) };
  const after = { ...released, Role: role(functionArn, aliasArn), M: machine(aliasArn) };

  test('waits for its role, whose statements change in place', () => {
    expect(kinds(before, after)).toEqual([]);
    expect(kinds(after, before)).toEqual(['the statement goes before the caller does']);
  });

  test('does not wait for a policy of its own', () => {
    const [bare, one, two] = [role(), policy(functionArn), policy(functionArn, aliasArn)];
    const [from, to] = [
      { ...before, Role: bare, X: one },
      { ...after, Role: bare, X: two },
    ];
    expect(kinds(from, to)).toEqual(['the caller does not wait for the statement']);
    expect(kinds(from, { ...to, M: machine(aliasArn, { DependsOn: 'X' }) })).toEqual([]);
  });

  test('leaves without a gap when it goes back before its role does, or when the right is a resource of its own', () => {
    const middle = { ...after, M: machine(functionArn) };
    expect([...kinds(after, middle), ...kinds(middle, before)]).toEqual([]);
    expect(kinds({ ...after, X: policy(aliasArn) }, before)).toEqual([]);
  });
});

describe('who is not in the template', () => {
  test('keeps the permission that nobody in it needs', () => {
    const P = permission(functionArn, 'events', 'arn:aws:events:eu-west-1:123456789012:rule/elsewhere');
    const Q = { ...P, Properties: { ...(P.Properties as JsonObject), FunctionName: aliasArn } };
    expect(kinds({ F, P }, { ...released, P: Q })).toEqual(['the permission goes for good']);
    expect(kinds({ F, P }, { ...released, P, Q })).toEqual([]);
    expect(kinds({ F, P: { ...P, DeletionPolicy: 'Retain' } }, { ...released, Q })).toEqual([]);
  });

  test('keeps what a role allows', () => {
    const role = (Resource: Json) =>
      of('AWS::IAM::Role', { Policies: [{ PolicyDocument: { Statement: { Effect: 'Allow', Action: '*', Resource } } }] });
    expect(kinds({ F, R: role(functionArn) }, { ...released, R: role(aliasArn) })).toEqual(['the statement goes for good']);
    expect(kinds({ F, R: role(functionArn) }, { ...released, R: role([functionArn, aliasArn]) })).toEqual([]);
  });
});

test.each<[string, JsonObject, JsonObject, string]>([
  ['another name of an alias', A, of('AWS::Lambda::Alias', { ...(A.Properties as JsonObject), Name: 'blue' }), 'replace'],
  ['another version of an alias', A, of('AWS::Lambda::Alias', { ...(A.Properties as JsonObject), FunctionVersion: '3' }), 'keep'],
  ['a description of a version', V, of('AWS::Lambda::Version', { FunctionName: ref('F'), Description: 'x' }), 'replace'],
  ['the scaling of a version', V, of('AWS::Lambda::Version', { FunctionName: ref('F'), FunctionScalingConfig: { Max: 1 } }), 'keep'],
  ['a mapping to the alias', mapping(functionArn), mapping(AS_TEXT), 'keep'],
  ['another type', mapping(functionArn), rule(functionArn), 'replace'],
  ['the same, spelt otherwise', permission(functionArn, 'sns'), permission({ 'Fn::Sub': '${F.Arn}' }, 'sns'), 'keep'],
])('CloudFormation and %s', (_, X, Y, action) => expect(actionOf('X', { F, V, X }, { F, V, X: Y })).toBe(action));

test('a moment is found only where an order has it', () => {
  const waits = { One: rule('x'), Two: rule('x', { DependsOn: 'One' }), Three: rule('x') };
  const precedes = orderOf(update(create({ Resources: waits }, stack), { Resources: waits }, stack));
  const point = (id: string, at: Point['at'], phase: Point['phase'] = 'update'): Point => ({ id, at, phase });
  const from = (id: string) => ({ from: point(id, 'end') });
  const until = (id: string, phase: Point['phase'] = 'update') => ({ until: point(id, 'start', phase) });
  expect(gapIn({ from: point('Two', 'start') }, [from('One')], precedes)).toBeUndefined();
  expect(gapIn({ from: point('One', 'start') }, [from('Two')], precedes)).toBeDefined();
  expect(gapIn({ from: point('Three', 'start') }, [from('One')], precedes)).toBeDefined();
  expect(gapIn({}, [until('One', 'cleanup'), from('Three')], precedes)).toBeUndefined();
  expect(gapIn({}, [until('One'), from('Two')], precedes)).toBeDefined();
  expect(gapIn({}, [until('Two'), from('One')], precedes)).toBeUndefined();
  expect(gapIn({ until: point('Two', 'end', 'cleanup') }, [until('One', 'cleanup')], precedes)).toBeUndefined();
  expect(gapIn({ until: point('One', 'end', 'cleanup') }, [until('Two', 'cleanup')], precedes)).toBeDefined();
});

test.each<[string, string, boolean]>([
  ['a', 'a', true],
  ['a', 'b', false],
  ['a*c', 'abc', true],
  ['a*c', 'ab', false],
  ['*/GET/*', 'prod/*/x', true],
  ['*/GET/x', 'prod/POST/x', false],
  ['a?c', 'a*', true],
  ['', '*', true],
  ['*', '', true],
  ['a', '', false],
])('the patterns %p and %p meet: %p', (one, other, meet) => expect([globsMeet(one, other), globsMeet(other, one)]).toEqual([meet, meet]));
