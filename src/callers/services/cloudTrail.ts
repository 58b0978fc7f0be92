import type { Service } from './service';

export const cloudTrail: Service = {
  name: 'AWS CloudTrail',
  callers: {
    'AWS::CloudTrail::Trail': [
      {
        at: 'EventSelectors[].DataResources[].Values[]',
        treatment: 'left',
        because: 'it lists the ARN prefixes of functions to log and calls nothing',
      },
    ],
  },
};
