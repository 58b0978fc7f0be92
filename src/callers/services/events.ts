import { regional, type Service } from './service';

export const events: Service = {
  name: 'Amazon EventBridge rules',
  callers: {
    'AWS::Events::Rule': [
      {
        at: 'Targets[].Arn',
        treatment: 'moved',
        by: { principal: 'events.amazonaws.com' },
        because: 'AWS SAM passes an alias here; the AWS resource specification lists AWS::Lambda::Alias here',
      },
      {
        at: 'Targets[].Id',
        treatment: 'kept',
        because: 'the target ID is an identifier and calls nothing',
        watch: 'it is often the `Ref` of the function',
      },
      {
        at: 'EventPattern',
        treatment: 'kept',
        how: 'text',
        either: true,
        because: 'an event pattern filters events and calls nothing',
        watch:
          'in a list, the alias is added next to `<arn>:$LATEST`, because events of destinations name the version or alias that was called',
      },
      { at: 'Targets[].Input', treatment: 'left', how: 'text', because: 'it is a payload and calls nothing' },
    ],
  },
  sources: { 'AWS::Events::Rule': [regional('events', 'rule/${EventBusName}/${Name}'), regional('events', 'rule/${Name}')] },
};
