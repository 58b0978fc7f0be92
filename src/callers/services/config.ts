import type { Service } from './service';

export const config: Service = {
  name: 'AWS Config',
  callers: {
    'AWS::Config::ConfigRule': [
      {
        at: 'Source.SourceIdentifier',
        treatment: 'left',
        by: { principal: 'config.amazonaws.com' },
        because: 'at most 256 characters, no pattern',
      },
    ],
    'AWS::Config::OrganizationConfigRule': [
      {
        at: 'OrganizationCustomRuleMetadata.LambdaFunctionArn',
        treatment: 'left',
        by: { principal: 'config.amazonaws.com' },
        because: 'at most 256 characters, no pattern',
      },
    ],
  },
};
