import type { Service } from './service';

export const ecs: Service = {
  name: 'Amazon ECS',
  callers: {
    'AWS::ECS::Service': [
      {
        at: 'DeploymentConfiguration.LifecycleHooks[].HookTargetArn',
        treatment: 'left',
        by: { role: 'HookRole' },
        because: 'the schema sets no pattern',
      },
    ],
  },
};
