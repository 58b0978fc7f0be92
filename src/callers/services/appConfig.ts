import type { Service } from './service';

export const appConfig: Service = {
  name: 'AWS AppConfig',
  callers: {
    'AWS::AppConfig::ConfigurationProfile': [
      {
        at: 'Validators[].Content',
        treatment: 'moved',
        by: { principal: 'appconfig.amazonaws.com' },
        where: { Type: 'LAMBDA' },
        because: 'the AWS resource specification lists AWS::Lambda::Alias here',
      },
    ],
    'AWS::AppConfig::Extension': [{ at: 'Actions{}[].Uri', treatment: 'left', because: 'the schema sets no pattern' }],
  },
  snapshots: [
    {
      type: 'AWS::AppConfig::ExtensionAssociation',
      of: 'ExtensionIdentifier',
      parts: { 'AWS::AppConfig::Extension': '' },
      because:
        'an association uses a version of the extension, which keeps calling the function: create a new association with the latest version',
    },
  ],
};
