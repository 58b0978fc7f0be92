import type { Service } from './service';

export const appSync: Service = {
  name: 'AWS AppSync',
  callers: {
    'AWS::AppSync::GraphQLApi': [
      {
        at: 'LambdaAuthorizerConfig.AuthorizerUri',
        treatment: 'ask',
        by: { principal: 'appsync.amazonaws.com' },
        update: 'may replace',
        because: 'service documentation: standard, version or alias ARN',
        watch: 'the registry schema lists this property as conditionally create-only: a replaced API has another id and address',
      },
      {
        at: 'AdditionalAuthenticationProviders[].LambdaAuthorizerConfig.AuthorizerUri',
        treatment: 'moved',
        by: { principal: 'appsync.amazonaws.com' },
        because: 'service documentation: standard, version or alias ARN',
      },
    ],
    'AWS::AppSync::Api': [
      {
        at: 'EventConfig.AuthProviders[].LambdaAuthorizerConfig.AuthorizerUri',
        treatment: 'moved',
        by: { principal: 'appsync.amazonaws.com' },
        because: 'service documentation: standard, version or alias ARN',
      },
    ],
    'AWS::AppSync::DataSource': [
      {
        at: 'LambdaConfig.LambdaFunctionArn',
        treatment: 'moved',
        by: { role: 'ServiceRoleArn' },
        because: 'serverless canary plugin; AWS resource spec names Alias',
      },
    ],
    'AWS::AppSync::Resolver': [
      { at: 'SyncConfig.LambdaConflictHandlerConfig.LambdaConflictHandlerArn', treatment: 'left', because: 'no pattern' },
    ],
    'AWS::AppSync::FunctionConfiguration': [
      { at: 'SyncConfig.LambdaConflictHandlerConfig.LambdaConflictHandlerArn', treatment: 'left', because: 'no pattern' },
    ],
  },
};
