import type { Service } from './service';

export const connect: Service = {
  name: 'Amazon Connect',
  callers: {
    'AWS::Connect::IntegrationAssociation': [
      {
        at: 'IntegrationArn',
        treatment: 'ask',
        by: { principal: 'connect.amazonaws.com' },
        update: 'replaces',
        because: 'the service API accepts at most 140 characters',
      },
    ],
  },
};
