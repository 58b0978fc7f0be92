import type { Service } from './service';

export const cloudFormation: Service = {
  name: 'AWS CloudFormation',
  callers: {
    'AWS::CloudFormation::Macro': [
      {
        at: 'FunctionName',
        treatment: 'left',
        by: { principal: 'cloudformation.amazonaws.com' },
        because: 'the schema sets no pattern, and the documentation asks for the ARN of the function',
      },
    ],
    'AWS::CloudFormation::LambdaHook': [
      { at: 'LambdaFunction', treatment: 'moved', by: { role: 'ExecutionRole' }, because: 'the schema pattern allows a qualifier' },
    ],
    'AWS::CloudFormation::Stack': [
      {
        at: 'Parameters.*',
        treatment: 'left',
        how: 'sameForm',
        because: 'the nested template decides how the value is used',
        watch: '`plan` reports it',
      },
    ],
  },
};
