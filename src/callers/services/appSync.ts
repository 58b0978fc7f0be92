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
        because: 'the service documentation lists function, version and alias ARNs',
        watch: 'the registry schema lists this property as conditionally create-only, and a replaced API has a new ID and address',
      },
      {
        at: 'AdditionalAuthenticationProviders[].LambdaAuthorizerConfig.AuthorizerUri',
        treatment: 'moved',
        by: { principal: 'appsync.amazonaws.com' },
        because: 'the service documentation lists function, version and alias ARNs',
      },
    ],
    'AWS::AppSync::Api': [
      {
        at: 'EventConfig.AuthProviders[].LambdaAuthorizerConfig.AuthorizerUri',
        treatment: 'moved',
        by: { principal: 'appsync.amazonaws.com' },
        because: 'the service documentation lists function, version and alias ARNs',
      },
    ],
    'AWS::AppSync::DataSource': [
      {
        at: 'LambdaConfig.LambdaFunctionArn',
        treatment: 'moved',
        by: { role: 'ServiceRoleArn' },
        because: 'serverless-plugin-canary-deployments passes an alias here; the AWS resource specification lists AWS::Lambda::Alias here',
      },
    ],
    'AWS::AppSync::Resolver': [
      { at: 'SyncConfig.LambdaConflictHandlerConfig.LambdaConflictHandlerArn', treatment: 'left', because: 'the schema sets no pattern' },
    ],
    'AWS::AppSync::FunctionConfiguration': [
      { at: 'SyncConfig.LambdaConflictHandlerConfig.LambdaConflictHandlerArn', treatment: 'left', because: 'the schema sets no pattern' },
    ],
  },
};
