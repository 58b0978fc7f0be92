import type { Call } from '../../support/iam';

/**
 * What CloudFormation calls for each type that SafeDeploy generates: the permissions of the type's handlers in the resource provider schemas
 * (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html#schema-properties-handlers), for the properties
 * that SafeDeploy writes, and tags, which a stack passes on. Types without handlers in the schema are taken from the API of the service.
 */
const REGION = 'eu-west-1:111111111111';
export const arns = {
  fn: (name: string) => `arn:aws:lambda:${REGION}:function:${name}`,
  application: (name: string) => `arn:aws:codedeploy:${REGION}:application:${name}`,
  group: (name: string, application = 'shop-SafeDeployApplication-1A2B') =>
    `arn:aws:codedeploy:${REGION}:deploymentgroup:${application}/${name}`,
  config: (name: string) => `arn:aws:codedeploy:${REGION}:deploymentconfig:${name}`,
  alarm: (name: string) => `arn:aws:cloudwatch:${REGION}:alarm:${name}`,
  role: (name: string) => `arn:aws:iam::111111111111:role/${name}`,
  policy: (name: string) => `arn:aws:iam::111111111111:policy/${name}`,
  logs: (name: string) => `arn:aws:logs:${REGION}:log-group:${name}`,
};
const { fn, application, group, config, alarm, role, policy, logs } = arns;

export const calls = (prefix: string, names: string, resource: string, context?: Call['context']): Call[] =>
  names.split(' ').map((name) => ({ action: `${prefix}:${name}`, resource, ...(context && { context }) }));

export const CODEDEPLOY_POLICY = 'arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited';
const passed = (to: string) => ({ 'iam:PassedToService': `${to}.amazonaws.com` });
const attached = (arn: string) => ({ 'iam:PolicyARN': arn });

type Operation = 'create' | 'read' | 'update' | 'delete';
type Calls = (name: string) => Call[];
const TAGS = 'TagResource UntagResource ListTagsForResource';

/** By type and operation, for a resource of that physical name. */
export const HANDLERS: Readonly<Record<string, Readonly<Record<Operation, Calls>>>> = {
  'AWS::Lambda::Version': {
    create: () => [
      ...calls('lambda', 'PublishVersion GetFunctionConfiguration ListVersionsByFunction PutFunctionScalingConfig', fn('shop-Orders-1A2B')),
      ...calls('lambda', 'PutRuntimeManagementConfig', fn('shop-Orders-1A2B')),
      ...calls('lambda', 'PutProvisionedConcurrencyConfig GetProvisionedConcurrencyConfig', fn('shop-Orders-1A2B:7')),
    ],
    read: () => [
      ...calls('lambda', 'GetFunctionConfiguration GetRuntimeManagementConfig GetFunctionScalingConfig', fn('shop-Orders-1A2B')),
      ...calls('lambda', 'GetFunctionConfiguration GetProvisionedConcurrencyConfig', fn('shop-Orders-1A2B:7')),
    ],
    update: () => calls('lambda', 'PutFunctionScalingConfig GetFunctionScalingConfig', fn('shop-Orders-1A2B')),
    delete: () => [
      ...calls('lambda', 'DeleteFunction', fn('shop-Orders-1A2B')),
      ...calls('lambda', 'DeleteFunction', fn('shop-Orders-1A2B:7')),
    ],
  },
  'AWS::Lambda::Alias': {
    create: () => [
      ...calls('lambda', 'CreateAlias GetAlias', fn('shop-Orders-1A2B')),
      ...calls('lambda', 'PutProvisionedConcurrencyConfig GetProvisionedConcurrencyConfig', fn('shop-Orders-1A2B:live')),
    ],
    read: () => calls('lambda', 'GetAlias ListAliases', fn('shop-Orders-1A2B')),
    update: () => [
      ...calls('lambda', 'UpdateAlias GetAlias', fn('shop-Orders-1A2B')),
      ...calls(
        'lambda',
        'PutProvisionedConcurrencyConfig GetProvisionedConcurrencyConfig DeleteProvisionedConcurrencyConfig',
        fn('shop-Orders-1A2B:live'),
      ),
      // CodeDeployLambdaAliasUpdate. https://docs.aws.amazon.com/codedeploy/latest/userguide/auth-and-access-control-permissions-reference.html
      ...calls('codedeploy', 'CreateDeployment GetDeployment GetDeploymentGroup', group('shop-OrdersDeploymentGroup-1A2B')),
      ...calls(
        'codedeploy',
        'GetApplication RegisterApplicationRevision GetApplicationRevision',
        application('shop-SafeDeployApplication-1A2B'),
      ),
      ...calls('codedeploy', 'GetDeploymentConfig', config('CodeDeployDefault.LambdaCanary10Percent5Minutes')),
      ...calls('codedeploy', 'GetDeploymentConfig', config('shop-SafeDeployCanary5Percent20Minutes-1A2B')),
      ...calls('codedeploy', 'StopDeployment', '*'),
    ],
    delete: () => calls('lambda', 'DeleteAlias', fn('shop-Orders-1A2B')),
  },
  'AWS::Lambda::Permission': {
    create: () => [
      ...calls('lambda', 'AddPermission', fn('shop-Orders-1A2B')),
      ...calls('lambda', 'AddPermission', fn('shop-Orders-1A2B:live')),
    ],
    read: () => calls('lambda', 'GetPolicy', fn('shop-Orders-1A2B:live')),
    update: () => [],
    delete: () => [
      ...calls('lambda', 'RemovePermission', fn('shop-Orders-1A2B')),
      ...calls('lambda', 'RemovePermission', fn('shop-Orders-1A2B:live')),
    ],
  },
  'AWS::Lambda::Function': {
    create: (name) => [
      ...calls('lambda', 'CreateFunction GetFunction GetFunctionConfiguration TagResource', fn(name)),
      ...calls('iam', 'PassRole', role('shop-SafeDeployChecksRole-1A2B'), passed('lambda')),
    ],
    read: (name) =>
      calls(
        'lambda',
        'GetFunction GetFunctionCodeSigningConfig GetFunctionRecursionConfig GetRuntimeManagementConfig GetFunctionScalingConfig ListTags',
        fn(name),
      ),
    update: (name) => [
      ...calls('lambda', 'UpdateFunctionCode UpdateFunctionConfiguration TagResource UntagResource', fn(name)),
      ...calls('iam', 'PassRole', role('shop-SafeDeployChecksRole-1A2B'), passed('lambda')),
    ],
    delete: (name) => calls('lambda', 'DeleteFunction GetFunction', fn(name)),
  },
  'AWS::CodeDeploy::Application': {
    create: (name) => calls('codedeploy', 'CreateApplication TagResource', application(name)),
    read: (name) => calls('codedeploy', 'GetApplication ListTagsForResource', application(name)),
    update: (name) => calls('codedeploy', 'UpdateApplication TagResource UntagResource', application(name)),
    delete: (name) => calls('codedeploy', 'DeleteApplication GetApplication', application(name)),
  },
  'AWS::CodeDeploy::DeploymentConfig': {
    create: (name) => calls('codedeploy', 'CreateDeploymentConfig GetDeploymentConfig', config(name)),
    read: (name) => calls('codedeploy', 'GetDeploymentConfig', config(name)),
    update: () => [],
    delete: (name) => calls('codedeploy', 'DeleteDeploymentConfig GetDeploymentConfig', config(name)),
  },
  'AWS::CodeDeploy::DeploymentGroup': {
    create: (name) => [
      ...calls('codedeploy', 'CreateDeploymentGroup GetDeploymentGroup TagResource', group(name)),
      ...calls('iam', 'PassRole', role('shop-SafeDeployServiceRole-1A2B'), passed('codedeploy')),
    ],
    read: (name) => calls('codedeploy', 'GetDeploymentGroup ListTagsForResource', group(name)),
    update: (name) => [
      ...calls('codedeploy', 'UpdateDeploymentGroup TagResource UntagResource', group(name)),
      ...calls('iam', 'PassRole', role('shop-SafeDeployServiceRole-1A2B'), passed('codedeploy')),
    ],
    delete: (name) => calls('codedeploy', 'DeleteDeploymentGroup GetDeploymentGroup', group(name)),
  },
  'AWS::CloudWatch::Alarm': {
    create: (name) => [...calls('cloudwatch', 'PutMetricAlarm TagResource', alarm(name)), ...calls('cloudwatch', 'DescribeAlarms', '*')],
    read: (name) => [
      ...calls('cloudwatch', 'DescribeAlarms ListTagsForResource', alarm(name)),
      ...calls('cloudwatch', 'DescribeAlarms', '*'),
    ],
    update: (name) => calls('cloudwatch', `PutMetricAlarm DescribeAlarms ${TAGS}`, alarm(name)),
    delete: (name) => calls('cloudwatch', 'DeleteAlarms DescribeAlarms', alarm(name)),
  },
  'AWS::IAM::Role': {
    create: (name) => [
      ...calls('iam', 'CreateRole PutRolePolicy GetRole GetRolePolicy TagRole', role(name)),
      ...calls('iam', 'AttachRolePolicy', role(name), attached(CODEDEPLOY_POLICY)),
    ],
    read: (name) => calls('iam', 'GetRole ListAttachedRolePolicies ListRolePolicies GetRolePolicy', role(name)),
    update: (name) => [
      ...calls(
        'iam',
        'UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy PutRolePolicy DeleteRolePolicy TagRole UntagRole',
        role(name),
      ),
      ...calls('iam', 'AttachRolePolicy DetachRolePolicy', role(name), attached(CODEDEPLOY_POLICY)),
    ],
    delete: (name) => [
      ...calls('iam', 'DeleteRole DeleteRolePolicy GetRole ListAttachedRolePolicies ListRolePolicies', role(name)),
      ...calls('iam', 'DetachRolePolicy', role(name), attached(CODEDEPLOY_POLICY)),
    ],
  },
  'AWS::IAM::Policy': {
    create: () => calls('iam', 'PutRolePolicy', role('shop-SmokeRole-1A2B')),
    read: () => calls('iam', 'GetRolePolicy', role('shop-SmokeRole-1A2B')),
    update: () => calls('iam', 'PutRolePolicy DeleteRolePolicy', role('shop-SmokeRole-1A2B')),
    delete: () => calls('iam', 'DeleteRolePolicy', role('shop-SmokeRole-1A2B')),
  },
  'AWS::IAM::ManagedPolicy': {
    create: (name) => [
      ...calls('iam', 'CreatePolicy', policy(name)),
      ...calls('iam', 'AttachRolePolicy', role('shop-SmokeRole-1A2B'), attached(policy(name))),
    ],
    read: (name) => calls('iam', 'GetPolicy GetPolicyVersion ListEntitiesForPolicy', policy(name)),
    update: (name) => [
      ...calls('iam', 'ListPolicyVersions CreatePolicyVersion DeletePolicyVersion', policy(name)),
      ...calls('iam', 'AttachRolePolicy DetachRolePolicy', role('shop-SmokeRole-1A2B'), attached(policy(name))),
    ],
    delete: (name) => [
      ...calls('iam', 'ListPolicyVersions DeletePolicyVersion DeletePolicy ListEntitiesForPolicy GetPolicy', policy(name)),
      ...calls('iam', 'DetachRolePolicy', role('shop-SmokeRole-1A2B'), attached(policy(name))),
    ],
  },
  'AWS::Logs::LogGroup': {
    create: (name) => [
      ...calls('logs', 'CreateLogGroup PutRetentionPolicy TagLogGroup TagResource GetDataProtectionPolicy', logs(name)),
      ...calls('logs', 'DescribeLogGroups DescribeIndexPolicies', '*'),
    ],
    read: (name) => [
      ...calls('logs', 'ListTagsLogGroup ListTagsForResource GetDataProtectionPolicy', logs(`${name}:*`)),
      ...calls('logs', 'DescribeLogGroups DescribeIndexPolicies', '*'),
    ],
    update: (name) =>
      calls('logs', 'PutRetentionPolicy DeleteRetentionPolicy TagLogGroup UntagLogGroup TagResource UntagResource', logs(`${name}:*`)),
    delete: (name) => calls('logs', 'DeleteLogGroup', logs(`${name}:*`)),
  },
  'AWS::ApiGateway::Deployment': apiDeployment('restapis'),
  'AWS::ApiGatewayV2::Deployment': apiDeployment('apis'),
};

function apiDeployment(kind: string): Readonly<Record<Operation, Calls>> {
  const all = `arn:aws:apigateway:eu-west-1::/${kind}/a1b2c3/deployments`;
  return {
    create: () => calls('apigateway', 'POST', all),
    read: () => calls('apigateway', 'GET', `${all}/d4e5f6`),
    update: () => calls('apigateway', 'PATCH GET PUT', `${all}/d4e5f6`),
    delete: () => calls('apigateway', 'GET DELETE', `${all}/d4e5f6`),
  };
}
