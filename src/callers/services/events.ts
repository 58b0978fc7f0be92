import type { Service } from '../service';

export const events: Service = {
  name: 'Amazon EventBridge rules',
  callers: {
    'AWS::Events::Rule': [
      {
        at: 'Targets[].Arn',
        treatment: 'moved',
        by: { principal: 'events.amazonaws.com' },
        because: 'SAM output; AWS resource spec names Alias',
      },
      { at: 'Targets[].Id', treatment: 'kept', because: 'an identifier, not an address', watch: 'often `Ref` of the function' },
      { at: 'Targets[].Input', treatment: 'left', how: 'text', because: 'payload' },
    ],
  },
};
