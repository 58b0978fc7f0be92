import type { Service } from '../service';

export const cognito: Service = {
  name: 'Amazon Cognito user pools',
  callers: {
    'AWS::Cognito::UserPool': [
      {
        at: 'LambdaConfig.PreSignUp',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'SAM output; service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.PostConfirmation',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'SAM output; service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.CustomMessage',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'SAM output; service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.VerifyAuthChallengeResponse',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'SAM output; service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.PreAuthentication',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.PostAuthentication',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.DefineAuthChallenge',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.CreateAuthChallenge',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.PreTokenGeneration',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.UserMigration',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.PreTokenGenerationConfig.LambdaArn',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.CustomSMSSender.LambdaArn',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.CustomEmailSender.LambdaArn',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
      {
        at: 'LambdaConfig.InboundFederation.LambdaArn',
        treatment: 'moved',
        by: { principal: 'cognito-idp.amazonaws.com' },
        because: 'service API pattern allows a qualifier',
      },
    ],
  },
};
