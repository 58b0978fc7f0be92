import type { Service } from './service';

export const iotTwinMaker: Service = {
  name: 'AWS IoT TwinMaker',
  callers: {
    'AWS::IoTTwinMaker::ComponentType': [
      { at: 'Functions{}.ImplementedBy.Lambda.Arn', treatment: 'kept', because: 'the API pattern ends after the function name' },
    ],
  },
};
