import type { Caller, Service } from './service';

const caller = (at: string, by: Caller['by']): Caller => ({
  at,
  treatment: 'left',
  by: { ...by, also: ['lambda:GetFunctionConfiguration'] },
  because: 'the documentation mentions versions in the ARN, but not aliases',
});
const BESIDE = { roleBeside: { ResourceARN: 'RoleARN' } };
const APPLICATION = { role: 'ServiceExecutionRole' };
const PROCESSOR = 'Inputs[].InputProcessingConfiguration.InputLambdaProcessor.ResourceARN';

export const kinesisAnalytics: Service = {
  name: 'Amazon Kinesis Data Analytics',
  callers: {
    'AWS::KinesisAnalytics::Application': [caller(PROCESSOR, BESIDE)],
    'AWS::KinesisAnalytics::ApplicationOutput': [caller('Output.LambdaOutput.ResourceARN', BESIDE)],
    'AWS::KinesisAnalyticsV2::Application': [caller(`ApplicationConfiguration.SqlApplicationConfiguration.${PROCESSOR}`, APPLICATION)],
    'AWS::KinesisAnalyticsV2::ApplicationOutput': [caller('Output.LambdaOutput.ResourceARN', undefined)],
  },
};
