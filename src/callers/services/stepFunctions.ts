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
        because: 'the AWS resource specification lists AWS::Lambda::Alias here',
        watch: 'the reference is in `Resource`, `Parameters.FunctionName` or `Arguments.FunctionName` of the JSON text',
      },
      {
        at: 'Definition',
        treatment: 'moved',
        how: 'text',
        by: { role: 'RoleArn' },
        because: 'the same as DefinitionString',
        watch: 'the same, as an object',
      },
      {
        at: 'DefinitionSubstitutions.*',
        treatment: 'moved',
        how: 'sameForm',
        usedIn: { text: ['DefinitionString', 'Definition'], elsewhere: 'DefinitionS3Location' },
        by: { role: 'RoleArn' },
        because: 'the same as DefinitionString',
        watch:
          'a name (Ref) may be used inside an ARN: `<name>:<alias>` is correct in both places. It is left when the definition is in S3, where it is not visible what follows the substitution',
      },
    ],
  },
  snapshots: [
    {
      type: 'AWS::StepFunctions::StateMachineVersion',
      of: 'StateMachineArn',
      parts: { 'AWS::StepFunctions::StateMachine': '' },
      because:
        'a published version of the state machine keeps calling the function, as its role still allows: a version whose StateMachineRevisionId is a !GetAtt of the state machine follows',
    },
  ],
};
