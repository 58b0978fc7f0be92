import type { Service } from './service';

export const greengrass: Service = {
  name: 'AWS IoT Greengrass',
  callers: {
    'AWS::Greengrass::FunctionDefinition': [
      {
        at: 'InitialVersion.Functions[].FunctionArn',
        treatment: 'left',
        update: 'replaces',
        because: 'service documentation recommends an alias',
        watch:
          'a reference without qualifier is refused by the service anyway; a group runs the version that it names, until a deployment of it',
      },
    ],
    'AWS::Greengrass::FunctionDefinitionVersion': [
      { at: 'Functions[].FunctionArn', treatment: 'left', update: 'replaces', because: 'service documentation recommends an alias' },
    ],
    'AWS::GreengrassV2::ComponentVersion': [
      { at: 'LambdaFunction.LambdaArn', treatment: 'kept', versionOnly: true, update: 'replaces', because: 'needs a version ARN' },
    ],
  },
};
