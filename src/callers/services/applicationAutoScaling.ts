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
        because: 'service documentation: only function:<name>:<alias or version>',
        watch: 'a text that ends in an alias already',
      },
    ],
  },
};
