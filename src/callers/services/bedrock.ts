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
  snapshots: [
    {
      parts: { 'AWS::Bedrock::Agent': '' },
      because:
        'an alias of the agent serves a version, which goes on calling the function: change the Description of each AWS::Bedrock::AgentAlias, which makes a version of the agent as it is now',
    },
    {
      type: 'AWS::Bedrock::FlowVersion',
      of: 'FlowArn',
      parts: { 'AWS::Bedrock::Flow': '' },
      because:
        'a version of the flow goes on calling the function, which its role may still do: make a new AWS::Bedrock::FlowVersion, and let the aliases of the flow serve it',
    },
  ],
};
