import type { Service } from './service';

export const stepFunctions: Service = {
  name: 'AWS Step Functions',
  callers: {
    'AWS::StepFunctions::StateMachine': [
      {
        at: 'DefinitionString',
        treatment: 'moved',
        how: 'text',
        by: { role: 'RoleArn' },
        because: 'AWS resource spec names Alias',
        watch: 'JSON text: `Resource` and `Parameters.FunctionName`/`Arguments.FunctionName`',
      },
      {
        at: 'Definition',
        treatment: 'moved',
        how: 'text',
        by: { role: 'RoleArn' },
        because: 'as DefinitionString',
        watch: 'the same as an object',
      },
      {
        at: 'DefinitionSubstitutions.*',
        treatment: 'moved',
        how: 'sameForm',
        usedIn: { text: ['DefinitionString', 'Definition'], elsewhere: 'DefinitionS3Location' },
        by: { role: 'RoleArn' },
        because: 'as DefinitionString',
        watch:
          'a bare name (Ref) may be used inside an ARN: `<name>:<alias>` is right in both places. Left where the definition is in S3: nobody sees what stands behind the substitution there',
      },
    ],
  },
  snapshots: [
    {
      type: 'AWS::StepFunctions::StateMachineVersion',
      of: 'StateMachineArn',
      parts: { 'AWS::StepFunctions::StateMachine': '' },
      because:
        'a published version of the state machine goes on calling the function, which its role may still do: a version follows that has StateMachineRevisionId: !GetAtt of the state machine',
    },
  ],
};
