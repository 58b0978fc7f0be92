import type { Service } from './service';

export const codeCommit: Service = {
  name: 'AWS CodeCommit',
  callers: {
    'AWS::CodeCommit::Repository': [
      {
        at: 'Triggers[].DestinationArn',
        treatment: 'left',
        by: { principal: 'codecommit.amazonaws.com' },
        because: 'the schema sets no pattern',
      },
    ],
  },
};
