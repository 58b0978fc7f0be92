import type { Service } from './service';

export const iotEvents: Service = {
  name: 'AWS IoT Events',
  callers: {
    'AWS::IoTEvents::AlarmModel': [
      {
        at: 'AlarmEventActions.AlarmActions[].Lambda.FunctionArn',
        treatment: 'left',
        by: { role: 'RoleArn' },
        because: 'the schema sets no pattern',
      },
    ],
    'AWS::IoTEvents::DetectorModel': [
      {
        at: 'DetectorModelDefinition.States[].OnEnter.Events[].Actions[].Lambda.FunctionArn',
        treatment: 'left',
        by: { role: 'RoleArn' },
        because: 'the schema sets no pattern',
      },
      {
        at: 'DetectorModelDefinition.States[].OnExit.Events[].Actions[].Lambda.FunctionArn',
        treatment: 'left',
        by: { role: 'RoleArn' },
        because: 'the schema sets no pattern',
      },
      {
        at: 'DetectorModelDefinition.States[].OnInput.Events[].Actions[].Lambda.FunctionArn',
        treatment: 'left',
        by: { role: 'RoleArn' },
        because: 'the schema sets no pattern',
      },
      {
        at: 'DetectorModelDefinition.States[].OnInput.TransitionEvents[].Actions[].Lambda.FunctionArn',
        treatment: 'left',
        by: { role: 'RoleArn' },
        because: 'the schema sets no pattern',
      },
    ],
  },
};
