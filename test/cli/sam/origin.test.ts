import { samOrigin } from '../../../src/cli/sam/origin';
import type { JsonObject } from '../../../src/template/json';

const author: JsonObject = {
  Globals: { Function: { Runtime: 'nodejs24.x', Environment: { Variables: { A: 'a' } }, CodeUri: './all' } },
  Resources: {
    Shop: {
      Type: 'AWS::Serverless::Function',
      Properties: { Tracing: 'Active', Events: { Get: { Type: 'Api' }, GetAll: { Type: 'Schedule' } }, AutoPublishAlias: 'live' },
    },
    ShopCart: { Type: 'AWS::Serverless::Function', Properties: { CodeUri: './cart', DeploymentPreference: { Type: 'AllAtOnce' } } },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'x' } },
  },
};
const made: JsonObject = { Resources: { Odd: { Metadata: { SamResourceId: 'ShopCart' } } } };
const origin = (path: string) => samOrigin(author, made)(path.split('.')).join('.');

test.each([
  // what the author wrote stays where it is
  ['Resources.Topic.Properties.TopicName', 'Resources.Topic.Properties.TopicName'],
  ['Outputs.Address.Value', 'Outputs.Address.Value'],
  ['Resources.Shop.Metadata.SafeDeploy', 'Resources.Shop.Metadata.SafeDeploy'],
  // under another name, or in Globals
  ['Resources.ShopCart.Properties.Code.S3Key', 'Resources.ShopCart.Properties.CodeUri.S3Key'],
  ['Resources.Shop.Properties.Code.S3Key', 'Globals.Function.CodeUri.S3Key'],
  ['Resources.Shop.Properties.TracingConfig.Mode', 'Resources.Shop.Properties.Tracing.Mode'],
  ['Resources.Shop.Properties.Environment.Variables.A', 'Globals.Function.Environment.Variables.A'],
  ['Resources.Shop.Properties.Description', 'Resources.Shop.Properties'],
  // what is generated, by the longest id that it begins with
  ['Resources.ShopGetPermissionProd.Properties.FunctionName', 'Resources.Shop.Properties.Events.Get'],
  ['Resources.ShopGetAllPermission', 'Resources.Shop.Properties.Events.GetAll'],
  ['Resources.ShopVersion1234567890', 'Resources.Shop.Properties.AutoPublishAlias'],
  ['Resources.ShopCartRole.Properties', 'Resources.ShopCart'],
  ['Resources.ShopCartDeploymentGroup', 'Resources.ShopCart.Properties.DeploymentPreference'],
  ['Resources.Odd', 'Resources.ShopCart'],
  // of the whole template
  ['Resources.ServerlessRestApiProdStage', 'Resources.Shop.Properties.Events.Get'],
  ['Resources.CodeDeployServiceRole', 'Resources.ShopCart.Properties.DeploymentPreference'],
  ['Resources.ServerlessHttpApi', 'Resources'],
])('%s comes from %s', (path, expected) => expect(origin(path)).toBe(expected));
