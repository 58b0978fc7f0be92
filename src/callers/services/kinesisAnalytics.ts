import type { Service } from './service';

export const kinesisAnalytics: Service = {
  name: 'Amazon Kinesis Data Analytics',
  callers: {
    'AWS::KinesisAnalytics::Application': [
      {
        at: 'Inputs[].InputProcessingConfiguration.InputLambdaProcessor.ResourceARN',
        treatment: 'left',
        by: { role: 'InputLambdaProcessor.RoleARN' },
        because: 'documentation speaks of a version in the ARN, not of an alias',
      },
    ],
    'AWS::KinesisAnalytics::ApplicationOutput': [
      {
        at: 'Output.LambdaOutput.ResourceARN',
        treatment: 'left',
        because: 'documentation speaks of a version in the ARN, not of an alias',
      },
    ],
    'AWS::KinesisAnalyticsV2::Application': [
      {
        at: 'ApplicationConfiguration.SqlApplicationConfiguration.Inputs[].InputProcessingConfiguration.InputLambdaProcessor.ResourceARN',
        treatment: 'left',
        because: 'documentation speaks of a version in the ARN, not of an alias',
      },
    ],
    'AWS::KinesisAnalyticsV2::ApplicationOutput': [
      {
        at: 'Output.LambdaOutput.ResourceARN',
        treatment: 'left',
        because: 'documentation speaks of a version in the ARN, not of an alias',
      },
    ],
  },
};
