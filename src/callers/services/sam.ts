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
        because: 'AWS SAM copies it into the body of the RestApi',
        watch: 'only when the macro runs before SAM; SAM then includes the changed body in the logical ID of its Deployment',
      },
    ],
    'AWS::Serverless::HttpApi': [
      {
        at: 'DefinitionBody',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', roleBeside: { uri: 'credentials', authorizerUri: 'authorizerCredentials' } },
        because: 'AWS SAM copies it into the body of the HTTP API',
      },
    ],
    'AWS::Serverless::Function': [
      { at: 'Environment.Variables.*', treatment: 'kept', how: 'text', because: 'the application code decides how the value is used' },
    ],
    'AWS::Serverless::StateMachine': [
      {
        at: 'DefinitionSubstitutions.*',
        treatment: 'left',
        how: 'sameForm',
        usedIn: { text: ['Definition'], elsewhere: 'DefinitionUri' },
        because: 'AWS SAM copies it into DefinitionSubstitutions of the state machine',
        watch: 'only when the macro runs before SAM: the role that SAM creates (LambdaInvokePolicy) covers the function, not the alias',
      },
    ],
    'AWS::Serverless::Application': [
      { at: 'Parameters.*', treatment: 'left', how: 'sameForm', because: 'the nested template decides how the value is used' },
    ],
  },
  policies: ['AWS::Serverless::Function'],
};
