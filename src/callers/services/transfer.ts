import type { Service } from './service';

export const transfer: Service = {
  name: 'AWS Transfer Family',
  callers: {
    'AWS::Transfer::Server': [
      {
        at: 'IdentityProviderDetails.Function',
        treatment: 'left',
        by: { principal: 'transfer.amazonaws.com' },
        because: 'pattern accepts any Lambda ARN, at most 170 characters',
      },
    ],
    'AWS::Transfer::Workflow': [
      {
        at: 'Steps[].CustomStepDetails.Target',
        treatment: 'ask',
        update: 'replaces',
        because: 'pattern accepts any Lambda ARN, at most 170 characters',
      },
      {
        at: 'OnExceptionSteps[].CustomStepDetails.Target',
        treatment: 'ask',
        update: 'replaces',
        because: 'pattern accepts any Lambda ARN',
      },
    ],
  },
};
