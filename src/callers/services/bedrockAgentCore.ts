import type { Service } from './service';

export const bedrockAgentCore: Service = {
  name: 'Amazon Bedrock AgentCore',
  callers: {
    'AWS::BedrockAgentCore::Gateway': [
      {
        at: 'InterceptorConfigurations[].Interceptor.Lambda.Arn',
        treatment: 'moved',
        by: { role: 'RoleArn' },
        because: 'the schema pattern allows a qualifier',
      },
    ],
    'AWS::BedrockAgentCore::GatewayTarget': [
      { at: 'TargetConfiguration.Mcp.Lambda.LambdaArn', treatment: 'moved', because: 'the schema pattern allows a qualifier' },
    ],
    'AWS::BedrockAgentCore::Evaluator': [
      { at: 'EvaluatorConfig.CodeBased.LambdaConfig.LambdaArn', treatment: 'moved', because: 'the schema pattern allows a qualifier' },
    ],
  },
};
