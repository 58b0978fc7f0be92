import type { Service } from './service';

export const ivsChat: Service = {
  name: 'Amazon IVS Chat',
  callers: {
    'AWS::IVSChat::Room': [
      {
        at: 'MessageReviewHandler.Uri',
        treatment: 'left',
        by: { principal: 'ivschat.amazonaws.com' },
        because: 'the schema pattern accepts any text after function:',
        watch: 'the pattern does not prove that a qualifier is accepted, but moving is probably correct',
      },
    ],
  },
};
