import type { Service } from './service';

export const greengrass: Service = {
  name: 'AWS IoT Greengrass',
  callers: {
    'AWS::Greengrass::FunctionDefinition': [
      {
        at: 'InitialVersion.Functions[].FunctionArn',
        treatment: 'left',
        update: 'replaces',
        because: 'the service documentation recommends an alias',
        watch: 'the service rejects a reference without a qualifier; a group runs the version that it names until it is deployed again',
      },
    ],
    'AWS::Greengrass::FunctionDefinitionVersion': [
      { at: 'Functions[].FunctionArn', treatment: 'left', update: 'replaces', because: 'the service documentation recommends an alias' },
    ],
    'AWS::GreengrassV2::ComponentVersion': [
      {
        at: 'LambdaFunction.LambdaArn',
        treatment: 'kept',
        versionOnly: true,
        update: 'replaces',
        because: 'the service requires the ARN of a version',
      },
    ],
  },
};
