import type { Service } from './service';

export const ivsChat: Service = {
  name: 'Amazon IVS Chat',
  callers: {
    'AWS::IVSChat::Room': [
      {
        at: 'MessageReviewHandler.Uri',
        treatment: 'left',
        by: { principal: 'ivschat.amazonaws.com' },
        because: 'schema pattern: anything after function:',
        watch: 'the pattern proves no qualifier; moving is probably right',
      },
    ],
  },
};
