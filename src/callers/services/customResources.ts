import type { Service } from './service';

export const customResources: Service = {
  name: 'Custom resources',
  callers: {
    'Custom::*': [
      {
        at: 'ServiceToken',
        treatment: 'kept',
        because: 'CloudFormation does not allow the service token of a custom resource to change',
        watch:
          'never rewritten: CloudFormation answers "Modifying service token is not allowed". This includes AWS::CloudFormation::CustomResource',
      },
      { at: '*', treatment: 'left', how: 'sameForm', because: 'the custom resource decides how the value is used' },
    ],
  },
};
