import type { Service } from './service';

export const lookoutMetrics: Service = {
  name: 'Amazon Lookout for Metrics',
  callers: {
    'AWS::LookoutMetrics::Alert': [
      {
        at: 'Action.LambdaConfiguration.LambdaArn',
        treatment: 'ask',
        by: { role: 'Action.LambdaConfiguration.RoleArn' },
        update: 'replaces',
        because: 'the schema pattern accepts any ARN',
      },
    ],
  },
};
