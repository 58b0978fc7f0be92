import type { Service } from './service';

export const ssm: Service = {
  name: 'AWS Systems Manager',
  callers: {
    'AWS::SSM::MaintenanceWindowTask': [
      {
        at: 'TaskArn',
        treatment: 'moved',
        how: { qualifier: 'TaskInvocationParameters.MaintenanceWindowLambdaParameters.Qualifier' },
        by: { role: 'ServiceRoleArn' },
        because: 'the service documentation describes a separate Qualifier',
      },
    ],
  },
};
