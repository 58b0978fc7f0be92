import type { Service } from './service';

export const lex: Service = {
  name: 'Amazon Lex',
  callers: {
    'AWS::Lex::BotAlias': [
      {
        at: 'BotAliasLocaleSettings[].BotAliasLocaleSetting.CodeHookSpecification.LambdaCodeHook.LambdaArn',
        treatment: 'moved',
        by: { principal: 'lexv2.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
    ],
    'AWS::Lex::Bot': [
      {
        at: 'TestBotAliasSettings.BotAliasLocaleSettings[].BotAliasLocaleSetting.CodeHookSpecification.LambdaCodeHook.LambdaArn',
        treatment: 'moved',
        by: { principal: 'lexv2.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
    ],
  },
};
