import type { JsonObject } from '../../../src/template/json';
import type { TransformInput } from '../../../src/transform/transform';

const input = (Resources: JsonObject): TransformInput => ({
  fragment: { Resources },
  params: {},
  parameterValues: {},
  region: 'eu-west-1',
  accountId: '123456789012',
});

const Properties = {
  Code: { ZipFile: 'x' },
  Handler: 'index.handler',
  Runtime: 'nodejs24.x',
  Role: 'arn:aws:iam::123456789012:role/lambda',
};
const F = { Type: 'AWS::Lambda::Function', Metadata: { SafeDeploy: { Type: 'None' } }, Properties };

const URI = 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}:live/invocations';
const method = (api: string): JsonObject => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    RestApiId: { Ref: api },
    ResourceId: { 'Fn::GetAtt': [api, 'RootResourceId'] },
    HttpMethod: 'GET',
    Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: { 'Fn::Sub': URI } },
  },
});

/** Templates to which the law has not always applied, and of which no fixture is an example. */
export const EXAMPLES: Readonly<Record<string, TransformInput>> = {
  'a bucket that names the alias itself': input({
    F,
    Uploads: {
      Type: 'AWS::S3::Bucket',
      Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: { Ref: 'F.Alias' } }] } },
    },
    UploadsMayCall: {
      Type: 'AWS::Lambda::Permission',
      Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'F' }, Principal: 's3.amazonaws.com' },
    },
  }),
  'APIs that name the alias themselves': input({
    F,
    Shop: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'shop' } },
    ShopGet: method('Shop'),
    Elsewhere: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'elsewhere' } },
    ElsewhereGet: method('Elsewhere'),
    Deployment: { Type: 'AWS::ApiGateway::Deployment', DependsOn: 'ShopGet', Properties: { RestApiId: { Ref: 'Shop' } } },
    Prod: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { RestApiId: { Ref: 'Shop' }, StageName: 'prod', DeploymentId: { Ref: 'Deployment' } },
    },
  }),
};
