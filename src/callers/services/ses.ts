import type { Service } from './service';

export const ses: Service = {
  name: 'Amazon SES',
  callers: {
    'AWS::SES::ReceiptRule': [
      {
        at: 'Rule.Actions[].LambdaAction.FunctionArn',
        treatment: 'left',
        by: { principal: 'ses.amazonaws.com' },
        because: 'no pattern; SES checks the permission at once',
      },
    ],
    'AWS::SES::MailManagerRuleSet': [
      { at: 'Rules[].Actions[].InvokeLambda.FunctionArn', treatment: 'left', because: 'pattern accepts any ARN' },
    ],
  },
};
