import type { JsonObject } from '../src/template/json';

/** One service in three dialects: the same functions with the same callers, for the macro and for each of its peers. */
export type Shape = (count: number) => JsonObject;

const code = (n: number) => ({ S3Bucket: 'releases', S3Key: { 'Fn::Sub': `\${Stage}/worker-${n}.zip` } });
const environment = (n: number) => ({ Variables: { QUEUE: { Ref: `Queue${n}` }, STAGE: { Ref: 'Stage' } } });
const alarm = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { Namespace: 'AWS/Lambda', MetricName: 'Errors', Period: 60, EvaluationPeriods: 1, Threshold: 0, Statistic: 'Sum' },
};
const PARAMETERS = { Stage: { Type: 'String', Default: 'prod' } };
const preference = { Type: 'Canary10Percent5Minutes', Alarms: [{ Ref: 'Errors' }] };

const uri = (id: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}.Arn}/invocations`,
});
const permission = (id: string, Principal: string, SourceArn: object) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: id }, Principal, SourceArn },
});

const apiOf = (id: string) => ({
  [`Path${id}`]: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { RestApiId: { Ref: 'Api' }, ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: id.toLowerCase() },
  },
  [`Get${id}`]: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ResourceId: { Ref: `Path${id}` },
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: uri(id) },
    },
  },
  [`${id}FromApi`]: permission(id, 'apigateway.amazonaws.com', {
    'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*/GET/${id.toLowerCase()}`,
  }),
});

const queue = { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60 } };
const queueOf = (id: string, n: number) => ({
  [`Queue${n}`]: queue,
  [`${id}FromQueue`]: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { EventSourceArn: { 'Fn::GetAtt': [`Queue${n}`, 'Arn'] }, FunctionName: { Ref: id }, BatchSize: 10 },
  },
});

const scheduleOf = (id: string) => ({
  [`Nightly${id}`]: {
    Type: 'AWS::Events::Rule',
    Properties: { ScheduleExpression: 'rate(1 day)', Targets: [{ Id: id, Arn: { 'Fn::GetAtt': [id, 'Arn'] } }] },
  },
  [`${id}FromSchedule`]: permission(id, 'events.amazonaws.com', { 'Fn::GetAtt': [`Nightly${id}`, 'Arn'] }),
});

/** Eight resources for each function, and five for all of them. */
function plain(count: number, mark: (id: string, fn: JsonObject) => JsonObject): JsonObject {
  const Resources: JsonObject = {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
    Errors: alarm,
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'service' } },
    Stage1: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { RestApiId: { Ref: 'Api' }, DeploymentId: { Ref: 'Deployment' }, StageName: 'v1' },
    },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', DependsOn: ['GetWorker0'], Properties: { RestApiId: { Ref: 'Api' } } },
  };
  for (let n = 0; n < count; n++) {
    const id = `Worker${n}`;
    const properties = { Runtime: 'nodejs22.x', Handler: 'index.handler', MemorySize: 256, Timeout: 10, Code: code(n) };
    const fn = {
      Type: 'AWS::Lambda::Function',
      Properties: { ...properties, Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Environment: environment(n) },
    };
    Object.assign(Resources, mark(id, fn), apiOf(id), queueOf(id, n), scheduleOf(id));
  }
  return { Parameters: PARAMETERS, Resources };
}

export const forMacro: Shape = (count) =>
  plain(count, (id, fn) => ({ [id]: { ...fn, Metadata: { SafeDeploy: { Alias: 'live', ...preference } } } }));

/** As the Serverless Framework hands it to its plugins: with a version for each function. */
export const forPlugin: Shape = (count) =>
  plain(count, (id, fn) => ({ [id]: fn, [`${id}Version`]: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: id } } } }));

/** The same callers as SAM's events, which SAM writes out itself: it has less to read. */
export const forSam: Shape = (count) => {
  const Resources: JsonObject = { Errors: alarm };
  for (let n = 0; n < count; n++) {
    Resources[`Queue${n}`] = queue;
    Resources[`Worker${n}`] = {
      Type: 'AWS::Serverless::Function',
      Properties: {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        MemorySize: 256,
        Timeout: 10,
        CodeUri: { Bucket: 'releases', Key: { 'Fn::Sub': `\${Stage}/worker-${n}.zip` } },
        Role: 'arn:aws:iam::123456789012:role/worker',
        Environment: environment(n),
        AutoPublishAlias: 'live',
        DeploymentPreference: preference,
        Events: {
          Api: { Type: 'Api', Properties: { Path: `/worker${n}`, Method: 'get' } },
          Queue: { Type: 'SQS', Properties: { Queue: { 'Fn::GetAtt': [`Queue${n}`, 'Arn'] }, BatchSize: 10 } },
          Nightly: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)' } },
        },
      },
    };
  }
  return { Transform: 'AWS::Serverless-2016-10-31', Parameters: PARAMETERS, Resources };
};
