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
};
