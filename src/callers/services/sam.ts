import type { Service } from './service';

export const sam: Service = {
  name: 'AWS SAM, when SafeDeploy runs before it',
  callers: {
    'AWS::Serverless::Api': [
      {
        at: 'DefinitionBody',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', roleBeside: { uri: 'credentials', authorizerUri: 'authorizerCredentials' } },
        because: 'becomes RestApi.Body',
        watch: 'only when the macro runs before SAM; SAM then hashes the changed body into its own Deployment id',
      },
    ],
    'AWS::Serverless::HttpApi': [
      {
        at: 'DefinitionBody',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', roleBeside: { uri: 'credentials', authorizerUri: 'authorizerCredentials' } },
        because: 'becomes ApiGatewayV2::Api.Body',
      },
    ],
    'AWS::Serverless::Function': [
      { at: 'Environment.Variables.*', treatment: 'kept', how: 'text', because: 'application code decides what it does with it' },
    ],
    'AWS::Serverless::StateMachine': [
      {
        at: 'DefinitionSubstitutions.*',
        treatment: 'left',
        how: 'sameForm',
        usedIn: { text: ['Definition'], elsewhere: 'DefinitionUri' },
        because: 'becomes StateMachine.DefinitionSubstitutions',
        watch:
          "only when the macro runs before SAM: the role that SAM writes (LambdaInvokePolicy) covers the function's name, not the alias",
      },
    ],
    'AWS::Serverless::Application': [
      { at: 'Parameters.*', treatment: 'left', how: 'sameForm', because: 'the nested template decides what it is' },
    ],
  },
  policies: ['AWS::Serverless::Function'],
};
