import type { Service } from './service';

export const config: Service = {
  name: 'AWS Config',
  callers: {
    'AWS::Config::ConfigRule': [
      {
        at: 'Source.SourceIdentifier',
        treatment: 'left',
        by: { principal: 'config.amazonaws.com' },
        because: 'the schema sets no pattern, only a limit of 256 characters',
      },
    ],
    'AWS::Config::OrganizationConfigRule': [
      {
        at: 'OrganizationCustomRuleMetadata.LambdaFunctionArn',
        treatment: 'left',
        by: { principal: 'config.amazonaws.com' },
        because: 'the schema sets no pattern, only a limit of 256 characters',
      },
    ],
  },
};
