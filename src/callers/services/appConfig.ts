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
};
