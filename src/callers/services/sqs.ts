import type { Service } from './service';

export const sqs: Service = {
  name: 'Amazon SQS',
  callers: {
    'AWS::SQS::QueuePolicy': [
      { at: 'PolicyDocument.Statement[].Condition.*', treatment: 'kept', because: 'the function as the one who calls, not as the called' },
    ],
  },
};
