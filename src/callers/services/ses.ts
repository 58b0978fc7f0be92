import type { Service } from './service';

export const ses: Service = {
  name: 'Amazon SES',
  callers: {
    'AWS::SES::ReceiptRule': [
      {
        at: 'Rule.Actions[].LambdaAction.FunctionArn',
        treatment: 'left',
        by: { principal: 'ses.amazonaws.com' },
        because: 'the schema sets no pattern, and SES checks the permission immediately',
      },
    ],
    'AWS::SES::MailManagerRuleSet': [
      { at: 'Rules[].Actions[].InvokeLambda.FunctionArn', treatment: 'left', because: 'the schema pattern accepts any ARN' },
    ],
  },
};
