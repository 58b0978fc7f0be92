/** What each command asks of AWS: its help and docs/operations.md show this, and its calls are tested against it. */
const STATUS = [
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStacks',
  'cloudformation:GetTemplate',
  'cloudformation:ListStackResources',
  'cloudwatch:DescribeAlarms',
  'codedeploy:BatchGetDeployments',
  'codedeploy:BatchGetDeploymentTargets',
  'codedeploy:GetDeploymentConfig',
  'codedeploy:GetDeploymentGroup',
  'codedeploy:ListDeployments',
  'codedeploy:ListDeploymentTargets',
  'lambda:GetAlias',
] as const;

const WHY = [
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStacks',
  'cloudformation:GetTemplate',
  'cloudformation:ListChangeSets',
  'cloudformation:ListStackResources',
  'cloudwatch:DescribeAlarmHistory',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricStatistics',
  'codedeploy:BatchGetDeployments',
  'codedeploy:BatchGetDeploymentTargets',
  'codedeploy:GetDeploymentConfig',
  'codedeploy:GetDeploymentGroup',
  'codedeploy:ListDeployments',
  'codedeploy:ListDeploymentTargets',
  'lambda:GetAlias',
  'lambda:GetFunctionConfiguration',
  'logs:FilterLogEvents',
] as const;

const PRUNE = [
  'cloudformation:DescribeStacks',
  'cloudformation:ListStackResources',
  'cloudformation:ListStacks',
  'lambda:GetPolicy',
  'lambda:ListAliases',
  'lambda:ListDurableExecutionsByFunction',
  'lambda:ListEventSourceMappings',
  'lambda:ListProvisionedConcurrencyConfigs',
  'lambda:ListVersionsByFunction',
] as const;

const INSTALL = [
  'cloudformation:CreateChangeSet',
  'cloudformation:DeleteChangeSet',
  'cloudformation:DescribeChangeSet',
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStacks',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:GetTemplate',
] as const;

const DOCTOR = [
  'cloudformation:DescribeStacks',
  'cloudformation:ListStackResources',
  'iam:GetRole',
  'iam:SimulatePrincipalPolicy',
  'lambda:GetFunctionConfiguration',
  'sts:GetCallerIdentity',
] as const;

const PUT = 's3:PutObject';
const GET = 's3:GetObject'; // CloudFormation reads the template as the caller
const INVOKE = 'lambda:InvokeFunction';
const STOP = 'codedeploy:StopDeployment'; // IAM cannot limit it. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html
const DELETE = 'lambda:DeleteFunction';

interface Statement {
  readonly actions: readonly Action[];
  readonly resource: string;
}

const onAll = (actions: readonly Action[]): Statement => ({ actions, resource: '*' });

export const POLICIES = {
  status: [onAll(STATUS)],
  watch: [onAll(STATUS)],
  why: [onAll(WHY)],
  abort: [onAll(STATUS), onAll([STOP])],
  prune: [onAll(PRUNE), { actions: [DELETE], resource: 'arn:aws:lambda:*:*:function:*' }],
  install: [onAll(INSTALL), { actions: [PUT, GET], resource: 'arn:aws:s3:::BUCKET/safedeploy/*' }],
  doctor: [onAll(DOCTOR), { actions: [INVOKE], resource: 'arn:aws:lambda:*:*:function:SafeDeploy*' }],
} as const satisfies Record<string, readonly Statement[]>;

type Lists = typeof STATUS | typeof WHY | typeof PRUNE | typeof INSTALL | typeof DOCTOR;
export type Action = Lists[number] | typeof STOP | typeof DELETE | typeof PUT | typeof GET | typeof INVOKE;
export type Operation = keyof typeof POLICIES;

/** The policy as IAM takes it. */
export function policyText(operation: Operation): string {
  const statements = POLICIES[operation].map(({ actions, resource }) => ({ Effect: 'Allow', Action: actions, Resource: resource }));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
}
