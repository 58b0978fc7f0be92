import type { Json, JsonObject } from '../../src/template/json';
import type { Template } from '../../src/template/template';
import { transform } from '../../src/transform/transform';
import { readYaml } from '../support/fixtures';
import { allows, Deployed, type Place } from './support/deployed';

const CODE = '{ Code: { S3Bucket: code, S3Key: k.zip }, Handler: index.handler, Runtime: nodejs24.x, Role: !GetAtt HookRole.Arn }';
const TEMPLATE = `
Parameters:
  Shared: { Type: String }
Conditions:
  InProduction: !Equals [!Ref AWS::StackName, production]
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Metadata:
      SafeDeploy:
        Hooks: { PreTraffic: { Checks: [{ Name: lives }] }, PostTraffic: { Checks: [{ Name: still lives }] } }
        Notify: !Ref Oncall
    Properties: ${CODE}
  Search:
    Type: AWS::Lambda::Function
    Condition: InProduction
    Metadata:
      SafeDeploy:
        Hooks: { PreTraffic: { Checks: [{ Name: lives }] }, PostTraffic: !Ref Smoke }
        TriggerConfigurations: [!If [InProduction, { TriggerTargetArn: !Ref Releases, TriggerEvents: [DeploymentStart] }, !Ref AWS::NoValue]]
    Properties: ${CODE}
  Billing:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: { Hooks: { PreTraffic: !Ref Shared, PostTraffic: 'CodeDeployHook_legacy' } } }
    Properties: ${CODE}
  Smoke:
    Type: AWS::Lambda::Function
    Condition: InProduction
    Properties: { Code: { S3Bucket: code, S3Key: k.zip }, Handler: index.handler, Runtime: nodejs24.x, Role: !GetAtt SmokeRole.Arn }
  Bystander:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: { Type: None } }
    Properties: ${CODE}
  HookRole: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }
  SmokeRole: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }
  Oncall: { Type: AWS::SNS::Topic }
  Releases: { Type: AWS::SNS::Topic }
  Gossip: { Type: AWS::SNS::Topic }
`;
const PLACES: Place[] = [
  { partition: 'aws', region: 'eu-west-1' },
  { partition: 'aws-cn', region: 'cn-north-1' },
  { partition: 'aws-us-gov', region: 'us-gov-west-1' },
];

describe.each(PLACES)('in $region', (place) => {
  describe.each([true, false])('in production: %s', (inProduction) => {
    const shared = `arn:${place.partition}:lambda:${place.region}:210987654321:function:shared-smoke`;
    const stack = deploy(place, inProduction, shared);
    const fn = (id: string, qualifier?: string) => stack.functionArn(id, qualifier);
    const onlyInProduction = (...values: string[]) => (inProduction ? values : []);

    // everything that a call could be about: functions with and without qualifier, groups, topics, logs, and their neighbours
    const functions = [
      'Orders',
      'Search',
      'Billing',
      'Smoke',
      'Bystander',
      'OrdersPreTrafficChecks',
      'OrdersPostTrafficChecks',
      'SearchPreTrafficChecks',
    ];
    const invoked = [
      ...functions.flatMap((id) => [fn(id), fn(id, '6'), fn(id, '7'), fn(id, '77'), fn(id, 'live'), fn(id, 'live2'), `${fn(id)}x`]),
      shared,
      `${shared}-2`,
      `${shared}:live`,
      stack.arn('lambda', 'function:CodeDeployHook_legacy'),
      stack.arn('lambda', 'function:CodeDeployHook_legacy', '999999999999'),
      stack.arn('lambda', 'function:CodeDeployHook_other'),
    ];
    const groups = ['Orders', 'Search', 'Billing', 'Bystander'].map((id) => stack.groupArn(`${id}DeploymentGroup`));
    const topics = ['Oncall', 'Releases', 'Gossip'].map((id) => stack.arn('sns', stack.name(id)));
    const logs = ['SafeDeployChecksLogs', 'Other'].flatMap((id) => [
      `log-group:${stack.name(id)}`,
      `log-group:${stack.name(id)}:log-stream:a`,
    ]);
    const universe: [action: string, resource: string][] = [
      ...invoked.flatMap((arn): [string, string][] => [
        ['lambda:InvokeFunction', arn],
        ['lambda:UpdateFunctionCode', arn],
      ]),
      ...[...groups, `${groups[0]}x`].flatMap((arn): [string, string][] => [
        ['codedeploy:PutLifecycleEventHookExecutionStatus', arn],
        ['codedeploy:CreateDeployment', arn],
      ]),
      ...topics.map((arn): [string, string] => ['sns:Publish', arn]),
      ...logs.flatMap((name): [string, string][] =>
        ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:GetLogEvents'].map((action) => [action, stack.arn('logs', name)]),
      ),
      ['lambda:InvokeFunction', '*'],
      ['iam:PassRole', '*'],
    ];
    const allowed = (role: string) => {
      const statements = stack.statements(role);
      return universe
        .filter(([action, resource]) => allows(statements, action, resource))
        .map(([action, resource]) => `${action} ${resource}`);
    };

    test('CodeDeploy may invoke exactly the hooks and publish to exactly the topics', () => {
      const hooks = [
        ...[fn('OrdersPreTrafficChecks'), fn('OrdersPostTrafficChecks'), shared, stack.arn('lambda', 'function:CodeDeployHook_legacy')],
        ...onlyInProduction(fn('SearchPreTrafficChecks'), fn('Smoke')),
      ];
      const published = [topics[0], ...onlyInProduction(topics[1] as string)];
      expect(allowed('SafeDeployServiceRole').sort()).toEqual(
        [...hooks.map((arn) => `lambda:InvokeFunction ${arn}`), ...published.map((arn) => `sns:Publish ${arn}`)].sort(),
      );
    });

    test('the checks may invoke exactly what they test, report to exactly their groups, and write exactly their log', () => {
      const tested = [fn('Orders', '7'), fn('Orders', 'live'), ...onlyInProduction(fn('Search', '7'))];
      const reported = [groups[0], ...onlyInProduction(groups[1] as string)];
      const stream = stack.arn('logs', `log-group:${stack.name('SafeDeployChecksLogs')}:log-stream:a`);
      expect(allowed('SafeDeployChecksRole').sort()).toEqual(
        [
          ...tested.map((arn) => `lambda:InvokeFunction ${arn}`),
          ...reported.map((arn) => `codedeploy:PutLifecycleEventHookExecutionStatus ${arn}`),
          `logs:CreateLogStream ${stream}`,
          `logs:PutLogEvents ${stream}`,
        ].sort(),
      );
    });

    test('a hook function may report to exactly the group that it serves, and a function that is no hook to none', () => {
      expect(allowed('SmokeRole')).toEqual(onlyInProduction(`codedeploy:PutLifecycleEventHookExecutionStatus ${groups[1]}`));
      expect(allowed('HookRole')).toEqual([]);
    });

    test('nobody but CodeDeploy, and Lambda for the checks, may take the roles', () => {
      const trust = (role: string) =>
        (stack.value((stack.template.Resources[role] as JsonObject).Properties) as JsonObject).AssumeRolePolicyDocument;
      expect(trust('SafeDeployServiceRole')).toMatchObject({
        Statement: [
          { Principal: { Service: 'codedeploy.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } },
        ],
      });
      expect(trust('SafeDeployChecksRole')).toMatchObject({ Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] });
    });
  });
});

test('a service role that somebody else made is let in by the check function itself, and nobody else is', () => {
  const { fragment } = transform({
    fragment: readYaml(`
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: { Role: 'arn:aws:iam::123456789012:role/deployer', Hooks: { PreTraffic: { Checks: [{}] } } } }
    Properties: ${CODE.replace('!GetAtt HookRole.Arn', 'arn:aws:iam::123456789012:role/orders')}
`),
    params: {},
    region: 'eu-west-1',
    accountId: '123456789012',
    parameterValues: {},
  });
  const made = Object.entries((fragment as Template).Resources).filter(
    ([, resource]) => (resource as JsonObject).Type === 'AWS::Lambda::Permission',
  );
  expect(made).toEqual([
    [
      'OrdersPreTrafficChecksPermission',
      {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { Ref: 'OrdersPreTrafficChecks' },
          Principal: 'arn:aws:iam::123456789012:role/deployer',
        },
      },
    ],
  ]);
});

function deploy(place: Place, inProduction: boolean, shared: string): Deployed {
  const input: Json = readYaml(TEMPLATE);
  const parameterValues = { Shared: shared };
  const { fragment, diagnostics } = transform({
    fragment: input,
    params: {},
    region: place.region,
    accountId: '123456789012',
    parameterValues,
  });
  expect(diagnostics).toEqual([]);
  return new Deployed(fragment as Template, place, parameterValues, { InProduction: inProduction });
}
