import type { JsonObject } from '../../../src/template/json';

/** Texts that stand nowhere else: where one of them shows up, a parameter's value has leaked. */
export const canary = (name: string): string => `q7Canary${name}w3`;

/** Parameters whose values may show, because a name, a schedule or a branch is decided by them. */
export const OPEN_VALUES: JsonObject = { Stage: 'blue', Flag: 'yes', Memory: '512', Every: 'Linear20PercentEvery4Minutes' };
const CLOSED = ['Secret', 'Suffix', 'Bucket', 'Key', 'Note', 'Boundary', 'SmokeName', 'FromSsm'];
const CLOSED_LISTS = ['Subnets', 'AlarmNames'];

export const PARAMETERS: JsonObject = {
  Stage: { Type: 'String', AllowedValues: ['blue', 'green'] },
  Flag: { Type: 'String', Default: 'no' },
  Memory: { Type: 'Number', Default: 256 },
  Every: { Type: 'String' },
  Secret: { Type: 'String', NoEcho: true },
  Suffix: { Type: 'String', Default: canary('DefaultSuffix') },
  Bucket: { Type: 'String', Default: canary('DefaultBucket') },
  Key: { Type: 'String' },
  Note: { Type: 'String', NoEcho: 'true', Default: canary('DefaultNote') },
  Boundary: { Type: 'String' },
  SmokeName: { Type: 'String' },
  FromSsm: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/some/name' },
  Subnets: { Type: 'CommaDelimitedList' },
  AlarmNames: { Type: 'CommaDelimitedList' },
  Pending: { Type: 'String' },
  Absent: { Type: 'String' },
};

/** As CloudFormation evaluates them: lists as lists or as text, a placeholder for what a nested stack does not know yet. */
export function parameterValues(flag: string, listsAsText: boolean): JsonObject {
  const list = (name: string) => [canary(`${name}One`), canary(`${name}Two`)];
  return {
    ...OPEN_VALUES,
    Flag: flag,
    ...Object.fromEntries(CLOSED.map((name) => [name, canary(name)])),
    ...Object.fromEntries(CLOSED_LISTS.map((name) => [name, listsAsText ? list(name).join(',') : list(name)])),
    Pending: '{{IntrinsicFunction:arn:aws:cloudformation:stack/Queue/Arn}}',
  };
}

/** OnFlag is decided at macro time; the others wait for the name of the stack, which no request carries. */
export const CONDITIONS: JsonObject = {
  OnFlag: { 'Fn::Equals': [{ Ref: 'Flag' }, 'yes'] },
  OnAlpha: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'alpha'] },
  OffAlpha: { 'Fn::Not': [{ Condition: 'OnAlpha' }] },
  OnBoth: { 'Fn::And': [{ Condition: 'OnFlag' }, { Condition: 'OnAlpha' }] },
};
export const STACK_NAMES = ['alpha', 'beta'];

export const MAPPINGS: JsonObject = {
  Stages: { blue: { Alias: 'mapped', Memory: 300 }, green: { Alias: 'other', Memory: 128 } },
};

/** Resources that callers, functions and policies refer to, and that call nobody themselves. */
export const FIXTURES: JsonObject = {
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }] } },
  },
  CallerRole: {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }] } },
  },
  Table: { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST' } },
  Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::Sub': 'about ${AWS::StackName}' } } },
  Failing: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors', Namespace: 'Own', Threshold: 1 } },
  Layer: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: { S3Bucket: { Ref: 'Bucket' }, S3Key: { Ref: 'Key' } } } },
  Smoke: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { ZipFile: 'exports.handler = () => {}' },
      Handler: 'index.handler',
      Runtime: 'nodejs22.x',
      Role: { 'Fn::GetAtt': ['SmokeRole', 'Arn'] },
    },
  },
  SmokeRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } },
  Config: { Type: 'AWS::CodeDeploy::DeploymentConfig', Properties: { ComputePlatform: 'Lambda' } },
  'Fn::ForEach::Queues': ['Name', ['One', 'Two'], { 'Queue${Name}': { Type: 'AWS::SQS::Queue' } }],
};
