import { regional, type Service } from './service';

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
      {
        at: 'EventPattern',
        treatment: 'kept',
        how: 'text',
        either: true,
        because: 'it filters events and calls nothing',
        watch: 'in a list, `<arn>:$LATEST` gets the alias beside it: the events of destinations name what was called',
      },
      { at: 'Targets[].Input', treatment: 'left', how: 'text', because: 'payload' },
    ],
  },
  sources: { 'AWS::Events::Rule': [regional('events', 'rule/${EventBusName}/${Name}'), regional('events', 'rule/${Name}')] },
};
