import type { Service } from './service';

export const pipes: Service = {
  name: 'Amazon EventBridge Pipes',
  callers: {
    'AWS::Pipes::Pipe': [
      {
        at: 'Target',
        treatment: 'moved',
        by: { role: 'RoleArn' },
        because: 'the AWS resource specification lists AWS::Lambda::Alias here',
      },
      {
        at: 'Enrichment',
        treatment: 'left',
        by: { role: 'RoleArn' },
        because: 'the schema pattern accepts any ARN, and the AWS resource specification lists only AWS::Lambda::Function here',
      },
    ],
  },
};
