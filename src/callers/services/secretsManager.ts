import type { Service } from './service';

export const secretsManager: Service = {
  name: 'AWS Secrets Manager',
  callers: {
    'AWS::SecretsManager::RotationSchedule': [
      {
        at: 'RotationLambdaARN',
        treatment: 'left',
        by: { principal: 'secretsmanager.amazonaws.com' },
        because: 'no pattern, no mention of qualifiers in the service documentation',
      },
    ],
  },
};
