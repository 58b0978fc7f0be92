import type { Service } from './service';

export const bedrock: Service = {
  name: 'Amazon Bedrock',
  callers: {
    'AWS::Bedrock::Agent': [
      {
        at: 'ActionGroups[].ActionGroupExecutor.Lambda',
        treatment: 'moved',
        by: { principal: 'bedrock.amazonaws.com' },
        because: 'the schema pattern allows a qualifier',
      },
      {
        at: 'CustomOrchestration.Executor.Lambda',
        treatment: 'moved',
        by: { principal: 'bedrock.amazonaws.com' },
        because: 'the schema pattern allows a qualifier',
      },
      {
        at: 'PromptOverrideConfiguration.OverrideLambda',
        treatment: 'moved',
        by: { principal: 'bedrock.amazonaws.com' },
        because: 'the schema pattern allows a qualifier',
      },
    ],
    'AWS::Bedrock::DataSource': [
      {
        at: 'VectorIngestionConfiguration.CustomTransformationConfiguration.Transformations[].TransformationFunction.TransformationLambdaConfiguration.LambdaArn',
        treatment: 'moved',
        because: 'the schema pattern allows a qualifier',
      },
    ],
    'AWS::Bedrock::Flow': [
      {
        at: 'Definition.Nodes[].Configuration.LambdaFunction.LambdaArn',
        treatment: 'moved',
        by: { role: 'ExecutionRoleArn' },
        because: 'the schema pattern allows a qualifier',
      },
    ],
  },
  snapshots: [
    {
      parts: { 'AWS::Bedrock::Agent': '' },
      because:
        'an alias of the agent serves a version, which keeps calling the function: change the Description of each AWS::Bedrock::AgentAlias, which creates a new version of the agent',
    },
    {
      type: 'AWS::Bedrock::FlowVersion',
      of: 'FlowArn',
      parts: { 'AWS::Bedrock::Flow': '' },
      because:
        'a version of the flow keeps calling the function, as its role still allows: create a new AWS::Bedrock::FlowVersion, and point the aliases of the flow to it',
    },
  ],
};
