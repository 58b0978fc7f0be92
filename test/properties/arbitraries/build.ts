import { asList, isObject, type Json, type JsonObject } from '../../../src/template/json';
import { type Calling, callerResource, callings } from './callers';
import type { Case, FunctionFact, PermissionFact, Place } from './facts';
import { factsOf, functionResource, functionRole } from './functions';
import { withHostileNames } from './names';
import { permissionFor } from './permissions';
import type { Plan, PolicyPlan } from './plan';
import { arnOf } from './spellings';
import { CONDITIONS, FIXTURES, MAPPINGS, PARAMETERS, parameterValues } from './surroundings';

/** The template that a plan means: valid by construction, with nothing dangling and no circle. */
export const build = (plan: Plan): Case => (plan.hostileNames ? withHostileNames(plainly(plan)) : plainly(plan));

function plainly(plan: Plan): Case {
  const functions = factsOf(plan);
  // All leaves out what Lambda@Edge replicates: fixtures show that
  const calls = callings(plan, functions).filter(({ row }) => plan.defaults !== 'all' || row.type !== 'AWS::CloudFront::Distribution');
  const wishes = wishesOf(calls);
  const resources: JsonObject = { ...FIXTURES };
  plan.functions.forEach((one, i) => {
    const { id, condition } = functions[i] as FunctionFact;
    resources[id] = functionResource(plan, i, functions, wishes);
    if (one.calls) resources[`${id}Role`] = functionRole(one, i, functions);
    if (one.alarms === 'own') resources[`${id}Alarm`] = alarmOn(id, condition);
  });
  const api = apiFor(calls, plan);
  Object.assign(resources, api.resources);
  const { places, permissions } = addCallers(calls, resources, functions, api.deploys);
  plan.policies.forEach((policy, n) => {
    resources[`Policy${n}`] = policyResource(policy, functions);
  });
  plan.functions.forEach((one, i) => {
    const { id, alias } = functions[i] as FunctionFact;
    if (one.alarms === 'own') places.push(alarmPlace(id, alias));
  });
  const listed = functions.filter(({ mark, id }) => mark === 'listed' && id !== 'Smoke').map(({ id }) => id);
  const said: JsonObject = plan.defaults === 'all' ? { Functions: 'All' } : { Functions: listed };
  const alias: JsonObject = plan.defaults === 'metadata' || plan.defaults === 'params' ? { Alias: 'fallback' } : {};
  const byParams = plan.defaults === 'params';
  const boundary = { PermissionsBoundary: { Ref: 'Boundary' } };
  return {
    fragment: {
      Description: 'Generated',
      Metadata: { Team: 'orders', SafeDeploy: { ...boundary, ...(byParams ? {} : { ...said, ...alias }) } },
      Parameters: PARAMETERS,
      Mappings: MAPPINGS,
      Conditions: CONDITIONS,
      Resources: resources,
      Outputs: outputsOf(plan, functions),
    },
    params: byParams ? { ...said, ...alias } : {},
    parameterValues: parameterValues(plan.flag, plan.listsAsText),
    region: plan.china ? 'cn-north-1' : 'eu-west-1',
    accountId: '123456789012',
    facts: { functions, places, permissions, spelt: speltPolicies(plan), deployment: api.deployment },
  };
}

function addCallers(
  calls: readonly Calling[],
  resources: JsonObject,
  functions: readonly FunctionFact[],
  deploys: (type: string) => boolean,
) {
  const places: Place[] = [];
  const permissions: PermissionFact[] = [];
  for (const calling of calls) {
    const { resource, places: found } = callerResource(calling, deploys);
    resources[calling.id] = resource;
    if (calling.plan.depends) resource.DependsOn = calling.functions[0]?.id as string;
    places.push(...found);
    found.forEach((place, n) => {
      const permission = permissionFor(calling, place, n);
      if (!permission) return;
      resources[permission.id] = permission.resource;
      permissions.push(permission.fact);
      if (permission.fact.waitedFor) resource.DependsOn = [...asList(resource.DependsOn), permission.id];
    });
  }
  return { places, permissions, functions };
}

/** What a caller's plan says in the settings of the functions that it calls. */
function wishesOf(calls: readonly Calling[]): Map<string, JsonObject> {
  const wishes = new Map<string, JsonObject>();
  for (const { id: caller, functions, listed, functionUrl } of calls) {
    for (const { id } of functions) {
      const wish = wishes.get(id) ?? {};
      if (listed) wish[listed] = [...asList(wish[listed]), caller];
      if (functionUrl) wish.FunctionUrl = functionUrl;
      wishes.set(id, wish);
    }
  }
  return wishes;
}

/** One API of either kind for all parts, with a deployment and a stage when the first caller's plan waits. */
function apiFor(calls: readonly Calling[], { callers, stage, flag }: Plan) {
  const parts = calls.filter(({ row }) => row.api);
  const version = parts[0]?.row.type.startsWith('AWS::ApiGatewayV2') ? 'V2' : '';
  const kind = `AWS::ApiGateway${version}`;
  const property = version ? 'ApiId' : 'RestApiId';
  const deployed = callers[0]?.waits === true;
  const resources: JsonObject =
    parts.length > 0 ? { Api: { Type: version ? `${kind}::Api` : `${kind}::RestApi`, Properties: { Name: 'api' } } } : {};
  if (deployed && parts.length > 0) {
    const first = parts[0] as Calling;
    resources.Release = {
      Type: `${kind}::Deployment`,
      DependsOn: [first.id],
      Properties: { [property]: { Ref: 'Api' } },
      ...conditioned(first),
    };
    const served: Json = stage === 'pinned' ? 'abc123' : { Ref: 'Release' };
    if (stage !== 'outside')
      resources.ApiStage = {
        Type: `${kind}::Stage`,
        Properties: { [property]: { Ref: 'Api' }, DeploymentId: served, StageName: { Ref: 'Stage' } },
        ...conditioned(first),
      };
  }
  const isOff = parts[0] !== undefined && flag !== 'yes' && /^On(Flag|Both)$/.test(String(conditioned(parts[0]).Condition));
  const follows = stage === 'ours' && !isOff;
  // parts of the other kind of API belong to no deployment of this one
  const deploys = (type: string) => deployed && follows && type.startsWith(`${kind}::`);
  return { resources, deploys, deployment: deployed && parts.length > 0 ? 'Release' : undefined };
}

const conditioned = ({ functions, plan }: Calling): JsonObject => {
  const condition = functions[0]?.condition || plan.condition;
  return condition ? { Condition: condition } : {};
};

const alarmOn = (id: string, condition: string): JsonObject => ({
  Type: 'AWS::CloudWatch::Alarm',
  ...(condition ? { Condition: condition } : {}),
  Properties: { AlarmActions: [{ 'Fn::GetAtt': [id, 'Arn'] }], Dimensions: [{ Name: 'FunctionName', Value: { Ref: id } }], Threshold: 1 },
});

const alarmPlace = (id: string, alias: string | undefined): Place => ({
  owner: `${id}Alarm`,
  trail: ['AlarmActions', 0],
  function: id,
  outcome: alias === undefined ? 'stays' : 'moved',
  qualifier: undefined,
  principal: 'lambda.alarms.cloudwatch.amazonaws.com',
  qualified: false,
  byRole: false,
  source: `${id}Alarm`,
  stale: false,
});

const speltPolicies = ({ policies }: Plan): Case['facts']['spelt'] =>
  new Map(
    policies.flatMap(({ type, spellings }, n) =>
      spellings.arn === 'spelledOut' ? [[`Policy${n}`, { ofCaller: type !== 'AWS::IAM::Role' }] as const] : [],
    ),
  );

function policyResource(plan: PolicyPlan, functions: readonly FunctionFact[]): JsonObject {
  const first = functions[(plan.targets[0] ?? 0) % functions.length] as FunctionFact;
  const condition = first.condition || plan.condition;
  const arns = plan.targets
    .map((target) => functions[target % functions.length] as FunctionFact)
    .filter((fact) => fact.condition === '' || fact.condition === condition)
    .map(({ id, name }): Json => arnOf(id, plan.spellings.arn.startsWith('latest') ? 'dotted' : plan.spellings.arn, name));
  const Resource: Json = plan.single ? (arns[0] as Json) : [...arns, { Ref: 'Topic' }];
  const PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: plan.effect, Action: [plan.action], Resource }] };
  const isRole = plan.type === 'AWS::IAM::Role';
  const attached: JsonObject =
    plan.type === 'AWS::IAM::RolePolicy' ? { RoleName: { Ref: 'CallerRole' } } : { Roles: [{ Ref: 'CallerRole' }] };
  const Properties: JsonObject = isRole
    ? { AssumeRolePolicyDocument: { Statement: [] }, Policies: [{ PolicyName: 'calls', PolicyDocument }] }
    : { PolicyName: 'calls', ...attached, PolicyDocument };
  return { Type: plan.type, ...(condition ? { Condition: condition } : {}), Properties };
}

function outputsOf({ outputs }: Plan, functions: readonly FunctionFact[]): JsonObject {
  const entries = outputs.map(({ of, what, spellings }, n): [string, Json] => {
    const { id, alias, name, condition, deployed } = functions[of % functions.length] as FunctionFact;
    const shorthands: Record<string, Json> = {
      version: { Ref: `${id}.Version` },
      alias: spellings.ref === 'sub' ? { 'Fn::Sub': `a \${${id}.Alias} b` } : { Ref: `${id}.Alias` },
      number: { 'Fn::GetAtt': [id, 'Version.Version'] },
      ...(deployed ? { group: { Ref: `${id}.DeploymentGroup` } } : {}),
    };
    const Value = (alias === undefined ? undefined : shorthands[what]) ?? arnOf(id, spellings.arn, name);
    return [
      `Output${n}`,
      { ...(condition ? { Condition: condition } : {}), Value, Export: { Name: { 'Fn::Sub': `\${AWS::StackName}-${n}` } } },
    ];
  });
  return Object.fromEntries(entries.filter(([, output]) => isObject(output)));
}
