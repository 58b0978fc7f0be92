import type { Service } from './service';

export const lambda: Service = {
  name: 'AWS Lambda',
  callers: {
    'AWS::Lambda::EventSourceMapping': [
      {
        at: 'FunctionName',
        treatment: 'moved',
        mustExist: true,
        because: 'AWS SAM passes an alias here; the schema pattern allows a qualifier',
      },
    ],
    'AWS::Lambda::EventInvokeConfig': [
      {
        at: 'FunctionName',
        treatment: 'moved',
        how: { qualifier: 'Qualifier' },
        onceEach: true,
        mustExist: true,
        update: 'replaces',
        because: 'AWS SAM passes an alias here',
        watch: 'FunctionName stays; Qualifier becomes the name of the alias when it is missing or $LATEST',
      },
      { at: 'DestinationConfig.OnSuccess.Destination', treatment: 'left', because: 'the schema pattern accepts any ARN' },
      { at: 'DestinationConfig.OnFailure.Destination', treatment: 'left', because: 'the schema pattern accepts any ARN' },
    ],
    'AWS::Lambda::Url': [
      {
        at: 'TargetFunctionArn',
        treatment: 'ask',
        unless: 'Qualifier',
        onceEach: true,
        mustExist: true,
        decidedBy: 'FunctionUrl',
        by: { principal: '*', action: 'lambda:InvokeFunctionUrl' },
        update: 'replaces',
        because: 'AWS SAM passes an alias here; the schema pattern allows a qualifier',
        watch: 'with FunctionUrl: Alias, the address of the URL changes permanently. A URL that already has a Qualifier stays as it is',
      },
    ],
    'AWS::Lambda::Version': [
      {
        at: 'FunctionName',
        treatment: 'kept',
        update: 'replaces',
        because: 'a version belongs to a function, not to an alias',
        watch: 'with a handwritten Version on a marked function, two resources would publish the same code, and Lambda refuses the second',
      },
    ],
    'AWS::Lambda::Alias': [
      { at: 'FunctionName', treatment: 'kept', update: 'replaces', because: 'an alias belongs to a function' },
      {
        at: 'UpdatePolicy.CodeDeployLambdaAliasUpdate.BeforeAllowTrafficHook',
        treatment: 'kept',
        because: 'CodeDeploy calls the hook function by its name',
        watch: 'it refers to the hook function itself',
      },
      {
        at: 'UpdatePolicy.CodeDeployLambdaAliasUpdate.AfterAllowTrafficHook',
        treatment: 'kept',
        because: 'CodeDeploy calls the hook function by its name',
        watch: 'it refers to the hook function itself',
      },
    ],
    'AWS::Lambda::Function': [
      {
        at: 'Environment.Variables.*',
        treatment: 'kept',
        how: 'text',
        because: 'the application code decides how the value is used',
        watch: '`plan` reports it: code that invokes the function by this value bypasses the alias',
      },
      { at: 'Description', treatment: 'kept', how: 'text', because: 'a description calls nothing' },
    ],
  },
};
