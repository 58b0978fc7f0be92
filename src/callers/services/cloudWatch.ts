import { type Caller, regional, type Service } from './service';

const action = (property: string): Caller => ({
  at: `${property}[]`,
  treatment: 'moved',
  by: { principal: 'lambda.alarms.cloudwatch.amazonaws.com' },
  because: 'the service documentation allows an alias',
});
const actions = ['AlarmActions', 'OKActions', 'InsufficientDataActions'].map(action);

export const cloudWatch: Service = {
  name: 'Amazon CloudWatch',
  callers: {
    'AWS::CloudWatch::Alarm': [
      ...actions,
      { at: 'Dimensions[].Value', treatment: 'kept', because: 'a metric dimension contains the name of the function' },
      {
        at: 'Metrics[].MetricStat.Metric.Dimensions[].Value',
        treatment: 'kept',
        because: 'a metric dimension contains the name of the function',
      },
    ],
    'AWS::CloudWatch::CompositeAlarm': actions,
    'AWS::CloudWatch::Dashboard': [
      { at: 'DashboardBody', treatment: 'kept', how: 'text', because: 'a dashboard contains metric names and links, and calls nothing' },
    ],
  },
  sources: {
    'AWS::CloudWatch::Alarm': [regional('cloudwatch', 'alarm:${AlarmName}')],
    'AWS::CloudWatch::CompositeAlarm': [regional('cloudwatch', 'alarm:${AlarmName}')],
  },
};
