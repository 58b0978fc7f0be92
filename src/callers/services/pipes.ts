import type { Service } from './service';

export const pipes: Service = {
  name: 'Amazon EventBridge Pipes',
  callers: {
    'AWS::Pipes::Pipe': [
      { at: 'Target', treatment: 'moved', by: { role: 'RoleArn' }, because: 'AWS resource spec names Alias' },
      {
        at: 'Enrichment',
        treatment: 'left',
        by: { role: 'RoleArn' },
        because: 'schema pattern accepts any ARN; resource spec names the function only',
      },
    ],
  },
};
