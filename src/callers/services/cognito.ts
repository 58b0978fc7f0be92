import type { Caller, Service } from './service';

const trigger =
  (because: string) =>
  (name: string): Caller => ({
    at: `LambdaConfig.${name}`,
    treatment: 'moved',
    by: { principal: 'cognito-idp.amazonaws.com' },
    because,
  });

const IN_SAM = ['PreSignUp', 'PostConfirmation', 'CustomMessage', 'VerifyAuthChallengeResponse'];
const OTHERS = [
  'PreAuthentication',
  'PostAuthentication',
  'DefineAuthChallenge',
  'CreateAuthChallenge',
  'PreTokenGeneration',
  'UserMigration',
  'PreTokenGenerationConfig.LambdaArn',
  'CustomSMSSender.LambdaArn',
  'CustomEmailSender.LambdaArn',
  'InboundFederation.LambdaArn',
];

export const cognito: Service = {
  name: 'Amazon Cognito user pools',
  callers: {
    'AWS::Cognito::UserPool': [
      ...IN_SAM.map(trigger('AWS SAM passes an alias here; the API pattern allows a qualifier')),
      ...OTHERS.map(trigger('the API pattern allows a qualifier')),
    ],
  },
};
