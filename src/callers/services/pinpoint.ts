import type { Service } from './service';

export const pinpoint: Service = {
  name: 'Amazon Pinpoint',
  callers: {
    'AWS::Pinpoint::Campaign': [
      {
        at: 'CampaignHook.LambdaFunctionName',
        treatment: 'left',
        by: { principal: 'pinpoint.amazonaws.com' },
        because: 'the schema sets no pattern',
      },
      {
        at: 'CustomDeliveryConfiguration.DeliveryUri',
        treatment: 'left',
        by: { principal: 'pinpoint.amazonaws.com' },
        because: 'the schema sets no pattern',
      },
    ],
    'AWS::Pinpoint::ApplicationSettings': [
      {
        at: 'CampaignHook.LambdaFunctionName',
        treatment: 'left',
        by: { principal: 'pinpoint.amazonaws.com' },
        because: 'the schema sets no pattern',
      },
    ],
  },
};
