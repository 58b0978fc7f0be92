import type { Service } from './service';

export const chime: Service = {
  name: 'Amazon Chime SDK',
  callers: {
    'AWS::Chime::SipMediaApplication': [
      {
        at: 'Endpoints[].LambdaArn',
        treatment: 'moved',
        by: { principal: 'voiceconnector.chime.amazonaws.com' },
        because: 'the API pattern allows a qualifier',
      },
    ],
  },
};
