import type { Service } from './service';

export const healthLake: Service = {
  name: 'AWS HealthLake',
  callers: {
    'AWS::HealthLake::FHIRDatastore': [
      {
        at: 'IdentityProviderConfiguration.IdpLambdaArn',
        treatment: 'ask',
        by: { principal: 'healthlake.amazonaws.com' },
        update: 'replaces',
        because: 'the schema pattern allows a qualifier',
        watch: 'replacing the data store deletes its data',
      },
    ],
  },
};
