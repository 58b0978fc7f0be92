import type { Service } from './service';

export const scheduler: Service = {
  name: 'Amazon EventBridge Scheduler',
  callers: {
    'AWS::Scheduler::Schedule': [
      {
        at: 'Target.Arn',
        treatment: 'moved',
        by: { role: 'Target.RoleArn' },
        because: 'SAM output; AWS resource spec names Alias',
        watch: 'the role must allow the alias in the same update',
      },
      {
        at: 'Target.Input',
        treatment: 'left',
        how: 'text',
        by: { role: 'Target.RoleArn' },
        because: 'payload; a universal target `aws-sdk:lambda:invoke` names the function here',
      },
    ],
  },
};
