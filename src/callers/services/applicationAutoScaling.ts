import type { Service } from './service';

export const applicationAutoScaling: Service = {
  name: 'Application Auto Scaling',
  callers: {
    'AWS::ApplicationAutoScaling::ScalableTarget': [
      {
        at: 'ResourceId',
        treatment: 'left',
        how: 'text',
        update: 'replaces',
        because: 'the service documentation allows only function:<name>:<alias or version>',
        watch: 'a value that already ends in an alias stays as it is',
      },
    ],
  },
};
