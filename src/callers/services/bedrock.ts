import type { Service } from './service';

export const bedrock: Service = {
  name: 'Amazon Bedrock',
  callers: {
    'AWS::Bedrock::Agent': [
      {
        at: 'ActionGroups[].ActionGroupExecutor.Lambda',
        treatment: 'moved',
        by: { principal: 'bedrock.amazonaws.com' },
        because: 'schema pattern allows a qualifier',
      },
      {
        at: 'CustomOrchestration.Executor.Lambda',
        treatment: 'moved',
        by: { principal: 'bedrock.amazonaws.com' },
        because: 'schema pattern allows a qualifier',
      },
      {
        at: 'PromptOverrideConfiguration.OverrideLambda',
        treatment: 'moved',
        by: { principal: 'bedrock.amazonaws.com' },
        because: 'schema pattern allows a qualifier',
      },
    ],
    'AWS::Bedrock::DataSource': [
      {
        at: 'VectorIngestionConfiguration.CustomTransformationConfiguration.Transformations[].TransformationFunction.TransformationLambdaConfiguration.LambdaArn',
        treatment: 'moved',
        because: 'schema pattern allows a qualifier',
      },
    ],
    'AWS::Bedrock::Flow': [
      {
        at: 'Definition.Nodes[].Configuration.LambdaFunction.LambdaArn',
        treatment: 'moved',
        by: { role: 'ExecutionRoleArn' },
        because: 'schema pattern allows a qualifier',
      },
    ],
  },
};
