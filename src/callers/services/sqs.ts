import type { Service } from './service';

export const sqs: Service = {
  name: 'Amazon SQS',
  callers: {
    'AWS::SQS::QueuePolicy': [
      {
        at: 'PolicyDocument.Statement[].Condition.*',
        treatment: 'kept',
        because: 'the condition names the function as the caller, not as what is called',
      },
    ],
  },
};
