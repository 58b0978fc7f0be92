import { regional, type Service } from './service';

export const apiGatewayV2: Service = {
  name: 'Amazon API Gateway HTTP and WebSocket APIs',
  callers: {
    'AWS::ApiGatewayV2::Integration': [
      {
        at: 'IntegrationUri',
        treatment: 'moved',
        by: { principal: 'apigateway.amazonaws.com', role: 'CredentialsArn' },
        because: 'AWS SAM passes an alias in the body of an API; serverless-plugin-canary-deployments passes an alias here',
        watch:
          'an ARN, or for WebSocket APIs a `functions/<arn>/invocations` URI; the Deployments get new logical IDs unless the stage has AutoDeploy',
      },
    ],
    'AWS::ApiGatewayV2::Authorizer': [
      {
        at: 'AuthorizerUri',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', role: 'AuthorizerCredentialsArn' },
        because: 'serverless-plugin-canary-deployments passes an alias here',
      },
    ],
    'AWS::ApiGatewayV2::Api': [
      {
        at: 'Body',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', roleBeside: { uri: 'credentials', authorizerUri: 'authorizerCredentials' } },
        because: 'AWS SAM passes an alias here',
        watch: 'the Deployments of HTTP APIs get new logical IDs unless the stage has AutoDeploy',
      },
      {
        at: 'Target',
        treatment: 'left',
        by: { principal: 'apigateway.amazonaws.com' },
        because: 'for quick create, it is not documented whether a qualifier is accepted',
      },
    ],
    'AWS::ApiGatewayV2::Stage': [
      {
        at: 'StageVariables.*',
        treatment: 'left',
        how: 'sameForm',
        by: { principal: 'apigateway.amazonaws.com' },
        because: 'API Gateway builds the URI from `stageVariables` at run time',
      },
    ],
  },
  snapshots: [
    {
      type: 'AWS::ApiGatewayV2::Deployment',
      of: 'ApiId',
      parts: {
        'AWS::ApiGatewayV2::Api': '',
        'AWS::ApiGatewayV2::Integration': 'ApiId',
        'AWS::ApiGatewayV2::Authorizer': 'ApiId',
        'AWS::ApiGatewayV2::Route': 'ApiId',
        'AWS::ApiGatewayV2::Model': 'ApiId',
        'AWS::ApiGatewayV2::IntegrationResponse': 'ApiId',
        'AWS::ApiGatewayV2::RouteResponse': 'ApiId',
      },
      stages: { type: 'AWS::ApiGatewayV2::Stage', serves: ['DeploymentId'], auto: 'AutoDeploy' },
      because:
        'a stage that is not in the template, or whose deployment is not in the template, keeps calling the function until the API is deployed to it again',
    },
  ],
  sources: {
    'AWS::ApiGatewayV2::Integration': [regional('execute-api', '${ApiId}/*')],
    'AWS::ApiGatewayV2::Authorizer': [regional('execute-api', '${ApiId}/*')],
  },
};
