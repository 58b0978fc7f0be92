import type { Service } from './service';

export const secretsManager: Service = {
  name: 'AWS Secrets Manager',
  callers: {
    'AWS::SecretsManager::RotationSchedule': [
      {
        at: 'RotationLambdaARN',
        treatment: 'left',
        by: { principal: 'secretsmanager.amazonaws.com' },
        because: 'the schema sets no pattern, and the service documentation does not mention qualifiers',
      },
    ],
  },
};
