import { regional, type Service } from './service';

export const logs: Service = {
  name: 'Amazon CloudWatch Logs',
  callers: {
    'AWS::Logs::SubscriptionFilter': [
      {
        at: 'DestinationArn',
        treatment: 'moved',
        by: { principal: 'logs.amazonaws.com' },
        mustExist: true,
        checksPermission: true,
        because: 'SAM output; AWS resource spec names Alias',
        watch: 'depends on the permission',
      },
      { at: 'LogGroupName', treatment: 'kept', how: 'text', update: 'replaces', because: '/aws/lambda/<name>, whatever the qualifier' },
    ],
    'AWS::Logs::LogGroup': [
      { at: 'LogGroupName', treatment: 'kept', how: 'text', update: 'replaces', because: '/aws/lambda/<name>, whatever the qualifier' },
    ],
    'AWS::Logs::MetricFilter': [
      { at: 'LogGroupName', treatment: 'kept', how: 'text', update: 'replaces', because: '/aws/lambda/<name>, whatever the qualifier' },
    ],
    'AWS::Logs::QueryDefinition': [
      { at: 'LogGroupNames[]', treatment: 'kept', how: 'text', because: '/aws/lambda/<name>, whatever the qualifier' },
    ],
  },
  sources: {
    'AWS::Logs::LogGroup': [regional('logs', 'log-group:${LogGroupName}')],
    'AWS::Logs::SubscriptionFilter': [regional('logs', 'log-group:${LogGroupName}')],
  },
};
