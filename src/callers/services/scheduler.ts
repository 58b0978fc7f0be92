import type { Service } from './service';

export const scheduler: Service = {
  name: 'Amazon EventBridge Scheduler',
  callers: {
    'AWS::Scheduler::Schedule': [
      {
        at: 'Target.Arn',
        treatment: 'moved',
        by: { role: 'Target.RoleArn' },
        because: 'AWS SAM passes an alias here; the AWS resource specification lists AWS::Lambda::Alias here',
        watch: 'the role must allow the alias in the same update',
      },
      {
        at: 'Target.Input',
        treatment: 'left',
        how: 'text',
        by: { role: 'Target.RoleArn' },
        because: 'it is a payload, although a universal target `aws-sdk:lambda:invoke` names the function here',
      },
    ],
  },
};
