import type { Service } from './service';

export const iotAnalytics: Service = {
  name: 'AWS IoT Analytics',
  callers: {
    'AWS::IoTAnalytics::Pipeline': [
      {
        at: 'PipelineActivities[].Lambda.LambdaName',
        treatment: 'kept',
        by: { principal: 'iotanalytics.amazonaws.com' },
        because: 'the API pattern allows only a function name',
      },
    ],
  },
};
