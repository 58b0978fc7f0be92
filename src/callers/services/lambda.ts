import type { Service } from './service';

export const lambda: Service = {
  name: 'AWS Lambda',
  callers: {
    'AWS::Lambda::EventSourceMapping': [
      { at: 'FunctionName', treatment: 'moved', mustExist: true, because: 'SAM output; schema pattern allows a qualifier' },
    ],
    'AWS::Lambda::EventInvokeConfig': [
      {
        at: 'FunctionName',
        treatment: 'moved',
        how: { qualifier: 'Qualifier' },
        onceEach: true,
        mustExist: true,
        update: 'replaces',
        because: 'SAM output',
        watch: 'FunctionName stays; Qualifier becomes the alias name when it is absent or $LATEST',
      },
      { at: 'DestinationConfig.OnSuccess.Destination', treatment: 'left', because: 'pattern accepts any ARN' },
      { at: 'DestinationConfig.OnFailure.Destination', treatment: 'left', because: 'pattern accepts any ARN' },
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
        because: 'SAM output; schema pattern allows a qualifier',
        watch: 'setting FunctionUrl: the address of the URL changes for good. A URL that has a Qualifier already is left alone',
      },
    ],
    'AWS::Lambda::Version': [
      {
        at: 'FunctionName',
        treatment: 'kept',
        update: 'replaces',
        because: 'names the function that is versioned',
        watch: 'a hand-written Version on a marked function: two resources would publish the same code, and Lambda refuses the second',
      },
    ],
    'AWS::Lambda::Alias': [
      { at: 'FunctionName', treatment: 'kept', update: 'replaces', because: 'names the function that is aliased' },
      {
        at: 'UpdatePolicy.CodeDeployLambdaAliasUpdate.BeforeAllowTrafficHook',
        treatment: 'kept',
        because: '"name of the Lambda function"',
        watch: 'the hook function itself',
      },
      {
        at: 'UpdatePolicy.CodeDeployLambdaAliasUpdate.AfterAllowTrafficHook',
        treatment: 'kept',
        because: '"name of the Lambda function"',
        watch: 'the hook function itself',
      },
    ],
    'AWS::Lambda::Function': [
      {
        at: 'Environment.Variables.*',
        treatment: 'kept',
        how: 'text',
        because: 'application code decides what it does with it',
        watch: 'reported by `plan`: code that invokes by this value bypasses the alias',
      },
      { at: 'Description', treatment: 'kept', how: 'text', because: 'text' },
    ],
  },
};
