import type { Service } from './service';

export const transfer: Service = {
  name: 'AWS Transfer Family',
  callers: {
    'AWS::Transfer::Server': [
      {
        at: 'IdentityProviderDetails.Function',
        treatment: 'left',
        by: { principal: 'transfer.amazonaws.com' },
        because: 'the schema pattern accepts any Lambda ARN of up to 170 characters',
      },
    ],
    'AWS::Transfer::Workflow': [
      {
        at: 'Steps[].CustomStepDetails.Target',
        treatment: 'ask',
        update: 'replaces',
        because: 'the schema pattern accepts any Lambda ARN of up to 170 characters',
      },
      {
        at: 'OnExceptionSteps[].CustomStepDetails.Target',
        treatment: 'ask',
        update: 'replaces',
        because: 'the schema pattern accepts any Lambda ARN',
      },
    ],
  },
};
