import { type Json, type JsonObject, own } from '../../src/template/json';
import { type TransformResult, transform } from '../../src/transform/transform';
import { markedFunction, requestOf } from '../properties/support';
import { Roles } from './iam';

const REPORT = 'codedeploy:PutLifecycleEventHookExecutionStatus';
const INVOKE = 'lambda:InvokeFunction';
const CHECKS = { Checks: [{ Payload: { ping: true } }] };
const HOOK = { Code: { ZipFile: 'x' }, Role: { 'Fn::GetAtt': ['SmokeRole', 'Arn'] } };
const smoke = (role: JsonObject = {}): JsonObject => ({
  Smoke: { Type: 'AWS::Lambda::Function', Properties: HOOK },
  SmokeRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {}, ...role } },
});

function answer(fragment: JsonObject): TransformResult & { resources: JsonObject; roles: Roles } {
  const { region, accountId } = requestOf(fragment) as { region: string; accountId: string };
  const result = transform({ fragment, params: {}, region, accountId, parameterValues: {} });
  expect(result.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  const resources = own(result.fragment, 'Resources') as JsonObject;
  return { ...result, resources, roles: new Roles(resources) };
}

/** As many functions, each made by its number, and more resources before them. */
const template = (count: number, settings: (n: number) => Json, more: JsonObject = {}): JsonObject => ({
  Metadata: { SafeDeploy: { Type: 'AllAtOnce', Alarms: [] } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'prod'] } },
  Resources: { ...more, ...Object.fromEntries(Array.from({ length: count }, (_, n) => [`Orders${n}`, markedFunction(settings(n))])) },
});

const groupOf = (id: string): Json => ({
  'Fn::Sub': `arn:\${AWS::Partition}:codedeploy:\${AWS::Region}:\${AWS::AccountId}:deploymentgroup:\${SafeDeployApplication}/\${${id}DeploymentGroup}`,
});

describe.each([
  ['checks before and after', 62, () => ({ Hooks: { PreTraffic: CHECKS, PostTraffic: CHECKS } }), {}],
  ['one hook', 120, () => ({ Hooks: { PreTraffic: { Ref: 'Smoke' } } }), smoke()],
  [
    'one hook whose role has little room',
    60,
    () => ({ Hooks: { PreTraffic: { Ref: 'Smoke' } } }),
    smoke({ ManagedPolicyArns: ['a', 'b', 'c'], Policies: [{ PolicyName: 'Read', PolicyDocument: { Statement: ['x'.repeat(9_000)] } }] }),
  ],
  ['hooks of their own', 120, (n: number) => ({ Hooks: { PreTraffic: `smoke-${n}-${'x'.repeat(50)}`, PostTraffic: `after-${n}` } }), {}],
  ['topics of their own', 90, (n: number) => ({ Notify: { Ref: `Topic${n}` } }), topics(90)],
] as const)('many functions with %s', (_, count, settings, more) => {
  const { roles, resources, functions } = answer(template(count, settings, more));

  test('keep within the limits of IAM and CloudFormation', () => {
    expect(roles.excesses()).toEqual([]);
    expect(Object.keys(resources).length).toBeLessThanOrEqual(500);
  });

  test('may do what they need', () => {
    for (const { id, versionId, settings: said } of functions) {
      const { hooks = {}, triggers } = said.deployment ?? {};
      if (triggers) expect(roles.allows('SafeDeployServiceRole', 'sns:Publish', { Ref: id.replace('Orders', 'Topic') })).toBe(true);
      for (const [event, hook] of Object.entries(hooks)) {
        const isCheck = 'checks' in hook;
        const invoked = isCheck ? `${id}${event}Checks` : own(hook.function, 'Ref');
        const target = invoked === undefined ? { 'Fn::Sub': `arn:aws:lambda:eu-west-1:123456789012:function:${hook}` } : undefined;
        if (!target) expect(roles.allows('SafeDeployServiceRole', INVOKE, { 'Fn::GetAtt': [invoked as string, 'Arn'] })).toBe(true);
        if (isCheck) expect(roles.allows('SafeDeployChecksRole', REPORT, groupOf(id))).toBe(true);
        if (isCheck && event === 'PreTraffic') expect(roles.allows('SafeDeployChecksRole', INVOKE, { Ref: versionId })).toBe(true);
        if (invoked === 'Smoke') expect(roles.allows('SmokeRole', REPORT, groupOf(id))).toBe(true);
      }
    }
  });

  test('wait for each policy that is about them', () => {
    for (const { id } of functions) {
      const waits = JSON.stringify([resources[`${id}Aliaslive`], resources[`${id}DeploymentGroup`]]);
      for (const policy of [...roles.ofType('AWS::IAM::Policy'), ...roles.ofType('AWS::IAM::ManagedPolicy')]) {
        const isAbout = JSON.stringify(roles.property(policy, 'PolicyDocument')).includes(`${id}DeploymentGroup}`);
        if (isAbout) expect(waits).toContain(`"${policy}"`);
      }
    }
  });

  test.each(['first', 'last'])('keep their names when one more comes %s', (place) => {
    const before = template(count - 1, settings, more);
    const added = { Another: markedFunction(settings(count - 1)) };
    const { Resources } = before as { Resources: JsonObject };
    const after = { ...before, Resources: place === 'first' ? { ...added, ...Resources } : { ...Resources, ...added } };
    const [one, two] = [answer(before), answer(after)];
    expect(Object.keys(one.resources).filter((id) => !(id in two.resources))).toEqual([]);
    for (const id of Object.keys(one.resources)) {
      expect([id, two.roles.property(id, 'PolicyName'), own(two.resources[id], 'Type')]).toEqual([
        id,
        one.roles.property(id, 'PolicyName'),
        own(one.resources[id], 'Type'),
      ]);
    }
  });
});

function topics(count: number): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`Topic${n}`, { Type: 'AWS::SNS::Topic' }]));
}

test('an environment of a shared hook never has more than 4,096 bytes, and the last ones are told apart', () => {
  const { resources, untold } = answer(template(80, () => ({ Hooks: { PreTraffic: { Ref: 'Smoke' } } }), smoke()));
  const { Variables } = own(own(resources.Smoke, 'Properties'), 'Environment') as { Variables: JsonObject };
  const told = Object.keys(Variables);
  expect(told.reduce((sum, name) => sum + name.length + 135, 0)).toBeLessThanOrEqual(4_096);
  expect(told.length).toBeGreaterThan(20);
  expect(untold.map(({ hook, function: id }) => `${hook} ${id}`)).toEqual(
    Array.from({ length: 80 }, (_, n) => `Smoke Orders${n}`).slice(told.length),
  );
});

describe('functions of which one waits for the other', () => {
  // the bucket notifies the first, and the second reads the bucket: what both shared would close a circle
  const shared = (settings: Json, more: JsonObject = {}): JsonObject => ({
    Metadata: { SafeDeploy: { Type: 'AllAtOnce', Alarms: [] } },
    Resources: {
      First: markedFunction(settings),
      Second: markedFunction(settings, { Environment: { Variables: { BUCKET: { Ref: 'Bucket' } } } }),
      Bucket: {
        Type: 'AWS::S3::Bucket',
        DependsOn: 'Allow',
        Properties: {
          NotificationConfiguration: {
            LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: { 'Fn::GetAtt': ['First', 'Arn'] } }],
          },
        },
      },
      Allow: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: { Ref: 'First' },
          Action: INVOKE,
          Principal: 's3.amazonaws.com',
          SourceAccount: { Ref: 'AWS::AccountId' },
        },
      },
      ...more,
    },
  });

  test.each([
    ['checks', { Hooks: { PreTraffic: CHECKS } }, {}, 'SafeDeployChecksRole'],
    ['a hook', { Hooks: { PreTraffic: { Ref: 'Smoke' } } }, smoke(), 'SmokeRole'],
  ])('share %s and no policy', (_, settings, more, role) => {
    const { roles, resources } = answer(shared(settings, more));
    const policies = roles.ofType('AWS::IAM::Policy').filter((id) => JSON.stringify(roles.property(id, 'Roles')).includes(`"${role}"`));
    expect(policies).toHaveLength(2);
    for (const id of ['First', 'Second']) {
      const [about, ...others] = policies.filter((policy) => JSON.stringify(roles.property(policy, 'PolicyDocument')).includes(`${id}D`));
      expect(others).toEqual([]);
      expect(own(resources[`${id}Aliaslive`], 'DependsOn')).toContain(about);
    }
  });
});
