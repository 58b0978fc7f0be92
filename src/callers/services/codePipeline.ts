import type { Service } from './service';

export const codePipeline: Service = {
  name: 'AWS CodePipeline',
  callers: {
    'AWS::CodePipeline::Pipeline': [
      {
        at: 'Stages[].Actions[].Configuration.FunctionName',
        treatment: 'left',
        how: 'sameForm',
        because: 'the documentation asks for the name of a function',
      },
    ],
  },
};
