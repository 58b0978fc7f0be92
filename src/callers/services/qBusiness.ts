import type { Service } from './service';

export const qBusiness: Service = {
  name: 'Amazon Q Business',
  callers: {
    'AWS::QBusiness::DataSource': [
      {
        at: 'DocumentEnrichmentConfiguration.PreExtractionHookConfiguration.LambdaArn',
        treatment: 'moved',
        by: { role: 'DocumentEnrichmentConfiguration.PreExtractionHookConfiguration.RoleArn' },
        because: 'the schema pattern allows a qualifier',
      },
      {
        at: 'DocumentEnrichmentConfiguration.PostExtractionHookConfiguration.LambdaArn',
        treatment: 'moved',
        by: { role: 'DocumentEnrichmentConfiguration.PostExtractionHookConfiguration.RoleArn' },
        because: 'the schema pattern allows a qualifier',
      },
    ],
  },
};
