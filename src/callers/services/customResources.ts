import type { Service } from './service';

export const customResources: Service = {
  name: 'Custom resources',
  callers: {
    'Custom::*': [
      {
        at: 'ServiceToken',
        treatment: 'kept',
        because: 'CloudFormation accepts it but refuses to modify it later',
        watch: '"Modifying service token is not allowed": never rewritten. Also AWS::CloudFormation::CustomResource',
      },
      { at: '*', treatment: 'left', how: 'sameForm', because: 'the custom resource decides what it is' },
    ],
  },
};
