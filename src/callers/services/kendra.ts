import type { Service } from './service';

export const kendra: Service = {
  name: 'Amazon Kendra',
  callers: {
    'AWS::Kendra::DataSource': [
      {
        at: 'CustomDocumentEnrichmentConfiguration.PreExtractionHookConfiguration.LambdaArn',
        treatment: 'moved',
        by: { role: 'CustomDocumentEnrichmentConfiguration.RoleArn' },
        because: 'the API pattern allows a qualifier',
      },
      {
        at: 'CustomDocumentEnrichmentConfiguration.PostExtractionHookConfiguration.LambdaArn',
        treatment: 'moved',
        by: { role: 'CustomDocumentEnrichmentConfiguration.RoleArn' },
        because: 'the API pattern allows a qualifier',
      },
    ],
  },
};
