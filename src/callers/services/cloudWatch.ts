import { type Caller, regional, type Service } from './service';

const action = (property: string): Caller => ({
  at: `${property}[]`,
  treatment: 'moved',
  by: { principal: 'lambda.alarms.cloudwatch.amazonaws.com' },
  because: 'service documentation',
});
const actions = ['AlarmActions', 'OKActions', 'InsufficientDataActions'].map(action);

export const cloudWatch: Service = {
  name: 'Amazon CloudWatch',
  callers: {
    'AWS::CloudWatch::Alarm': [
      ...actions,
      { at: 'Dimensions[].Value', treatment: 'kept', because: "metric dimension: the function's name" },
      { at: 'Metrics[].MetricStat.Metric.Dimensions[].Value', treatment: 'kept', because: 'metric dimension' },
    ],
    'AWS::CloudWatch::CompositeAlarm': actions,
    'AWS::CloudWatch::Dashboard': [{ at: 'DashboardBody', treatment: 'kept', how: 'text', because: 'metric names and links' }],
  },
  sources: {
    'AWS::CloudWatch::Alarm': [regional('cloudwatch', 'alarm:${AlarmName}')],
    'AWS::CloudWatch::CompositeAlarm': [regional('cloudwatch', 'alarm:${AlarmName}')],
  },
};
