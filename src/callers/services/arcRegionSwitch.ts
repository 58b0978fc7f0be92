import type { Service } from './service';

export const arcRegionSwitch: Service = {
  name: 'Amazon ARC Region switch',
  callers: {
    'AWS::ARCRegionSwitch::Plan': [
      {
        at: 'Workflows[].Steps[].ExecutionBlockConfiguration.CustomActionLambdaConfig.Lambdas[].Arn',
        treatment: 'left',
        because: 'the schema sets no pattern',
      },
    ],
  },
};
