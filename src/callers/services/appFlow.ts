import type { Service } from './service';

export const appFlow: Service = {
  name: 'Amazon AppFlow',
  callers: {
    'AWS::AppFlow::Connector': [
      {
        at: 'ConnectorProvisioningConfig.Lambda.LambdaArn',
        treatment: 'left',
        by: { principal: 'appflow.amazonaws.com' },
        because: 'the schema pattern accepts any ARN',
      },
    ],
  },
};
