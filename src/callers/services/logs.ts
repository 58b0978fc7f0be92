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
        because: 'AWS SAM passes an alias here; the AWS resource specification lists AWS::Lambda::Alias here',
        watch: 'it depends on the permission',
      },
      {
        at: 'LogGroupName',
        treatment: 'kept',
        how: 'text',
        update: 'replaces',
        because: 'the log group is /aws/lambda/<name> for every qualifier',
      },
    ],
    'AWS::Logs::LogGroup': [
      {
        at: 'LogGroupName',
        treatment: 'kept',
        how: 'text',
        update: 'replaces',
        because: 'the log group is /aws/lambda/<name> for every qualifier',
      },
    ],
    'AWS::Logs::MetricFilter': [
      {
        at: 'LogGroupName',
        treatment: 'kept',
        how: 'text',
        update: 'replaces',
        because: 'the log group is /aws/lambda/<name> for every qualifier',
      },
    ],
    'AWS::Logs::QueryDefinition': [
      { at: 'LogGroupNames[]', treatment: 'kept', how: 'text', because: 'the log group is /aws/lambda/<name> for every qualifier' },
    ],
  },
  sources: {
    'AWS::Logs::LogGroup': [regional('logs', 'log-group:${LogGroupName}')],
    'AWS::Logs::SubscriptionFilter': [regional('logs', 'log-group:${LogGroupName}')],
  },
};
