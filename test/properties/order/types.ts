import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../src/template/json';
import type { Made } from './stack';

interface About {
  /** The property that names the resource in the account. Ref gives it, and it cannot change in place. */
  readonly name?: string;
  /** Other properties of which AWS's reference says "Update requires: Replacement". */
  readonly createOnly?: readonly string[];
  /** All properties, except these. */
  readonly allBut?: readonly string[];
  /** Ref gives the ARN. */
  readonly refIsArn?: true;
  /** The last part of its ARN, where it is no plain `type/name`. */
  readonly arn?: (name: string) => string;
}

/**
 * From the pages of each type, as far as callers need it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const TYPES: Readonly<Record<string, About>> = {
  'AWS::Lambda::Function': {
    name: 'FunctionName',
    createOnly: ['PackageType', 'TenancyConfig', 'DurableConfig'],
    arn: (name) => `function:${name}`,
  },
  'AWS::Lambda::Version': { allBut: ['FunctionScalingConfig'], refIsArn: true },
  'AWS::Lambda::Alias': { createOnly: ['FunctionName', 'Name'], refIsArn: true },
  'AWS::Lambda::Permission': { allBut: [] },
  'AWS::Lambda::EventInvokeConfig': { createOnly: ['FunctionName', 'Qualifier'] },
  'AWS::Lambda::EventSourceMapping': {
    createOnly: [
      'EventSourceArn',
      'SelfManagedEventSource',
      'SelfManagedKafkaEventSourceConfig',
      'StartingPosition',
      'StartingPositionTimestamp',
    ],
  },
  'AWS::Lambda::LayerVersion': { allBut: [], refIsArn: true },
  'AWS::Lambda::Url': { createOnly: ['TargetFunctionArn', 'Qualifier'], refIsArn: true },
  'AWS::ApiGateway::RestApi': {},
  'AWS::ApiGateway::Authorizer': { createOnly: ['RestApiId'] },
  'AWS::ApiGateway::Deployment': { createOnly: ['RestApiId', 'DeploymentCanarySettings'] },
  'AWS::ApiGateway::Method': { createOnly: ['RestApiId', 'ResourceId', 'HttpMethod'] },
  'AWS::ApiGateway::Resource': { createOnly: ['RestApiId', 'ParentId', 'PathPart'] },
  'AWS::ApiGateway::Stage': { name: 'StageName', createOnly: ['RestApiId'] },
  'AWS::ApiGatewayV2::Api': { createOnly: ['ProtocolType'] },
  'AWS::ApiGatewayV2::Authorizer': { createOnly: ['ApiId'] },
  'AWS::ApiGatewayV2::Deployment': { createOnly: ['ApiId'] },
  'AWS::ApiGatewayV2::Integration': { createOnly: ['ApiId'] },
  'AWS::ApiGatewayV2::Route': { createOnly: ['ApiId'] },
  'AWS::ApiGatewayV2::Stage': { name: 'StageName', createOnly: ['ApiId'] },
  'AWS::AppSync::DataSource': { createOnly: ['ApiId', 'Name'] },
  'AWS::ApplicationAutoScaling::ScalableTarget': { createOnly: ['ResourceId', 'ScalableDimension', 'ServiceNamespace'] },
  'AWS::CloudFormation::CustomResource': { createOnly: ['ServiceToken'] },
  'AWS::CloudWatch::Alarm': { name: 'AlarmName' },
  'AWS::CloudWatch::CompositeAlarm': { name: 'AlarmName' },
  'AWS::CodeDeploy::Application': { name: 'ApplicationName', createOnly: ['ComputePlatform'] },
  'AWS::CodeDeploy::DeploymentConfig': { allBut: [] },
  'AWS::CodeDeploy::DeploymentGroup': { name: 'DeploymentGroupName', createOnly: ['ApplicationName'] },
  'AWS::Cognito::UserPool': { arn: (name) => `userpool/${name}` },
  'AWS::DynamoDB::Table': { name: 'TableName' },
  'AWS::ElasticLoadBalancingV2::TargetGroup': { name: 'Name', createOnly: ['Port', 'Protocol', 'TargetType', 'VpcId'], refIsArn: true },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { name: 'Name', refIsArn: true },
  'AWS::ElasticLoadBalancingV2::Listener': { createOnly: ['LoadBalancerArn'], refIsArn: true },
  'AWS::ElasticLoadBalancingV2::ListenerRule': { createOnly: ['ListenerArn'], refIsArn: true },
  'AWS::Events::Rule': { name: 'Name', createOnly: ['EventBusName'] },
  'AWS::IAM::ManagedPolicy': {
    name: 'ManagedPolicyName',
    createOnly: ['Description', 'Path'],
    refIsArn: true,
    arn: (name) => `policy/${name}`,
  },
  'AWS::IAM::Role': { name: 'RoleName', createOnly: ['Path'] },
  'AWS::IAM::RolePolicy': { createOnly: ['PolicyName', 'RoleName'] },
  'AWS::IAM::User': { name: 'UserName', createOnly: ['Path'] },
  'AWS::IoT::TopicRule': { name: 'RuleName', arn: (name) => `rule/${name}` },
  'AWS::Kinesis::Stream': { name: 'Name' },
  'AWS::KinesisFirehose::DeliveryStream': { name: 'DeliveryStreamName' },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', arn: (name) => `log-group:${name}:*` },
  'AWS::Logs::SubscriptionFilter': { name: 'FilterName', createOnly: ['LogGroupName'] },
  'AWS::Pipes::Pipe': { name: 'Name' },
  'AWS::S3::Bucket': { name: 'BucketName', arn: (name) => name },
  'AWS::SNS::Subscription': { createOnly: ['Endpoint', 'Protocol', 'TopicArn'], refIsArn: true },
  'AWS::SNS::Topic': { name: 'TopicName', createOnly: ['FifoTopic'], refIsArn: true, arn: (name) => name },
  'AWS::SQS::Queue': { name: 'QueueName', createOnly: ['FifoQueue'], arn: (name) => name },
  'AWS::Scheduler::Schedule': { name: 'Name' },
  'AWS::SecretsManager::RotationSchedule': { createOnly: ['SecretId'] },
  'AWS::SecretsManager::Secret': { name: 'Name', refIsArn: true },
  'AWS::StepFunctions::StateMachine': { name: 'StateMachineName', createOnly: ['StateMachineType'], refIsArn: true },
  'AWS::VpcLattice::TargetGroup': { name: 'Name', createOnly: ['Type'] },
};

const aboutType = (type: string): About => TYPES[type] ?? {};

/** The name that an author chose. */
export const ownName = (type: string, properties: JsonObject): Json | undefined => {
  const { name } = aboutType(type);
  return name === undefined ? undefined : properties[name];
};

/** Must a change from one to the other make a new resource? */
export function isReplaced(before: Made, type: string, properties: JsonObject): boolean {
  if (before.type !== type) return true;
  const { name, createOnly = [], allBut } = aboutType(type);
  const all = new Set([...Object.keys(before.properties), ...Object.keys(properties)]);
  const fixed = allBut ? [...all].filter((property) => !allBut.includes(property)) : [...createOnly, ...(name ? [name] : [])];
  return fixed.some((property) => !isDeepStrictEqual(before.properties[property], properties[property]));
}

export const refIsArn = (type: string): boolean => aboutType(type).refIsArn === true;

/** The resource part of an ARN. */
export function arnEnd({ type, name }: Pick<Made, 'type' | 'name'>): string {
  const { arn } = aboutType(type);
  return arn ? arn(name) : `${type.split('::').at(-1)?.toLowerCase()}/${name}`;
}

export const serviceOf = (type: string): string => {
  const name = type.split('::')[1]?.toLowerCase() ?? '';
  return (
    { elasticloadbalancingv2: 'elasticloadbalancing', cognito: 'cognito-idp', stepfunctions: 'states', vpclattice: 'vpc-lattice' }[name] ??
    name
  );
};
