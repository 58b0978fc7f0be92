import { regional, type Service } from './service';

export const apiGatewayV2: Service = {
  name: 'Amazon API Gateway HTTP and WebSocket APIs',
  callers: {
    'AWS::ApiGatewayV2::Integration': [
      {
        at: 'IntegrationUri',
        treatment: 'moved',
        by: { principal: 'apigateway.amazonaws.com', role: 'CredentialsArn' },
        because: 'SAM output (Api body); serverless canary plugin',
        watch: 'an ARN, or the `functions/<arn>/invocations` text for WebSocket; Deployments need new ids unless the stage has AutoDeploy',
      },
    ],
    'AWS::ApiGatewayV2::Authorizer': [
      {
        at: 'AuthorizerUri',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', role: 'AuthorizerCredentialsArn' },
        because: 'serverless canary plugin',
      },
    ],
    'AWS::ApiGatewayV2::Api': [
      {
        at: 'Body',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', roleBeside: { uri: 'credentials', authorizerUri: 'authorizerCredentials' } },
        because: 'SAM output',
        watch: 'HTTP APIs: Deployments need new ids unless the stage has AutoDeploy',
      },
      {
        at: 'Target',
        treatment: 'left',
        by: { principal: 'apigateway.amazonaws.com' },
        because: 'quick create; no source says whether a qualifier is taken',
      },
    ],
    'AWS::ApiGatewayV2::Stage': [
      {
        at: 'StageVariables.*',
        treatment: 'left',
        how: 'sameForm',
        by: { principal: 'apigateway.amazonaws.com' },
        because: 'the URI is put together at run time from `stageVariables`',
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
        'a stage that is not in the template, or that names another Deployment than one of the template, calls the function until the API is deployed to it again',
    },
  ],
  sources: {
    'AWS::ApiGatewayV2::Integration': [regional('execute-api', '${ApiId}/*')],
    'AWS::ApiGatewayV2::Authorizer': [regional('execute-api', '${ApiId}/*')],
  },
};
