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
        because: 'AWS resource spec names Alias',
      },
    ],
    'AWS::AppConfig::Extension': [{ at: 'Actions{}[].Uri', treatment: 'left', because: 'no pattern' }],
  },
  snapshots: [
    {
      type: 'AWS::AppConfig::ExtensionAssociation',
      of: 'ExtensionIdentifier',
      parts: { 'AWS::AppConfig::Extension': '' },
      because:
        'an association serves a version of the extension, which goes on calling the function: make a new association with the latest version',
    },
  ],
};
