import type { Service } from './service';

export const lex: Service = {
  name: 'Amazon Lex',
  callers: {
    'AWS::Lex::BotAlias': [
      {
        at: 'BotAliasLocaleSettings[].BotAliasLocaleSetting.CodeHookSpecification.LambdaCodeHook.LambdaArn',
        treatment: 'moved',
        by: { principal: 'lexv2.amazonaws.com' },
        because: 'the API pattern allows a qualifier',
      },
    ],
    'AWS::Lex::Bot': [
      {
        at: 'TestBotAliasSettings.BotAliasLocaleSettings[].BotAliasLocaleSetting.CodeHookSpecification.LambdaCodeHook.LambdaArn',
        treatment: 'moved',
        by: { principal: 'lexv2.amazonaws.com' },
        because: 'the API pattern allows a qualifier',
      },
    ],
  },
  snapshots: [
    {
      type: 'AWS::Lex::BotVersion',
      of: 'BotId',
      parts: { 'AWS::Lex::Bot': '', 'AWS::Lex::BotAlias': 'BotId' },
      because:
        'the bot has versions: according to Lex, the function belongs to an alias of the bot, not to a version, but it is not verified that it changes for all versions at once',
    },
  ],
};
