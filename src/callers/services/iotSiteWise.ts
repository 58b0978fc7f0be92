import type { Service } from './service';

export const iotSiteWise: Service = {
  name: 'AWS IoT SiteWise',
  callers: {
    'AWS::IoTSiteWise::Portal': [
      {
        at: 'Alarms.NotificationLambdaArn',
        treatment: 'left',
        by: { principal: 'iotevents.amazonaws.com' },
        because: 'the schema pattern accepts any ARN',
      },
    ],
  },
};
