import { type Caller, regional, type Service } from './service';

const stageVariables = (property: string): Caller => ({
  at: `${property}.*`,
  treatment: 'left',
  how: 'sameForm',
  by: { principal: 'apigateway.amazonaws.com' },
  because: 'the URI is put together at run time from `stageVariables`',
  watch: 'moving it would need the permission, not a Deployment',
});

export const apiGateway: Service = {
  name: 'Amazon API Gateway REST APIs',
  callers: {
    'AWS::ApiGateway::Method': [
      {
        at: 'Integration.Uri',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', role: 'Integration.Credentials' },
        because: 'SAM output (RestApi body); serverless canary plugin',
        watch: 'inside `...:path/2015-03-31/functions/<arn>/invocations`; the Deployments of the API need new logical ids',
      },
    ],
    'AWS::ApiGateway::Authorizer': [
      {
        at: 'AuthorizerUri',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', role: 'AuthorizerCredentials' },
        because: 'same URI form as Method',
        watch: 'authorizers are part of the deployed snapshot: new Deployment ids',
      },
    ],
    'AWS::ApiGateway::RestApi': [
      {
        at: 'Body',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', roleBeside: { uri: 'credentials', authorizerUri: 'authorizerCredentials' } },
        because: 'SAM output',
        watch: '`x-amazon-apigateway-integration.uri`, `x-amazon-apigateway-authorizer.authorizerUri`; new Deployment ids',
      },
    ],
    'AWS::ApiGateway::Stage': ['Variables', 'CanarySetting.StageVariableOverrides'].map(stageVariables),
    'AWS::ApiGateway::Deployment': [
      'StageDescription.Variables',
      'StageDescription.CanarySetting.StageVariableOverrides',
      'DeploymentCanarySettings.StageVariableOverrides',
    ].map(stageVariables),
  },
  snapshots: [
    {
      type: 'AWS::ApiGateway::Deployment',
      of: 'RestApiId',
      parts: {
        'AWS::ApiGateway::RestApi': '',
        'AWS::ApiGateway::Method': 'RestApiId',
        'AWS::ApiGateway::Authorizer': 'RestApiId',
        'AWS::ApiGateway::Resource': 'RestApiId',
        'AWS::ApiGateway::Model': 'RestApiId',
        'AWS::ApiGateway::RequestValidator': 'RestApiId',
        'AWS::ApiGateway::GatewayResponse': 'RestApiId',
      },
      stages: {
        type: 'AWS::ApiGateway::Stage',
        serves: ['DeploymentId', 'CanarySetting.DeploymentId'],
        made: { name: 'StageName', description: 'StageDescription' },
      },
      because:
        'a stage that is not in the template, or that names another Deployment than one of the template, calls the function until the API is deployed to it again',
    },
  ],
  sources: {
    'AWS::ApiGateway::Method': [regional('execute-api', '${RestApiId}/*')],
    'AWS::ApiGateway::Authorizer': [regional('execute-api', '${RestApiId}/*')],
    'AWS::ApiGateway::Stage': [regional('execute-api', '${RestApiId}/*')],
  },
};
