import { type Caller, regional, type Service } from './service';

const stageVariables = (property: string): Caller => ({
  at: `${property}.*`,
  treatment: 'left',
  how: 'sameForm',
  by: { principal: 'apigateway.amazonaws.com' },
  because: 'API Gateway builds the URI from `stageVariables` at run time',
  watch: 'moving it requires a permission, but no new Deployment',
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
        because: 'AWS SAM passes an alias in the body of a RestApi; serverless-plugin-canary-deployments passes an alias here',
        watch: 'the ARN is inside `...:path/2015-03-31/functions/<arn>/invocations`; the Deployments of the API get new logical IDs',
      },
    ],
    'AWS::ApiGateway::Authorizer': [
      {
        at: 'AuthorizerUri',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', role: 'AuthorizerCredentials' },
        because: 'the URI has the same form as that of a method',
        watch: 'authorizers are part of the deployed snapshot: the Deployments get new logical IDs',
      },
    ],
    'AWS::ApiGateway::RestApi': [
      {
        at: 'Body',
        treatment: 'moved',
        how: 'text',
        by: { principal: 'apigateway.amazonaws.com', roleBeside: { uri: 'credentials', authorizerUri: 'authorizerCredentials' } },
        because: 'AWS SAM passes an alias here',
        watch:
          'the ARN is in `x-amazon-apigateway-integration.uri` and `x-amazon-apigateway-authorizer.authorizerUri`; the Deployments get new logical IDs',
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
        'a stage that is not in the template, or whose deployment is not in the template, keeps calling the function until the API is deployed to it again',
    },
  ],
  sources: {
    'AWS::ApiGateway::Method': [regional('execute-api', '${RestApiId}/*')],
    'AWS::ApiGateway::Authorizer': [regional('execute-api', '${RestApiId}/*')],
    'AWS::ApiGateway::Stage': [regional('execute-api', '${RestApiId}/*')],
  },
};
