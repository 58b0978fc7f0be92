import type { Service } from '../service';

export const cloudWatch: Service = {
  name: 'Amazon CloudWatch',
  callers: {
    'AWS::CloudWatch::Alarm': [
      {
        at: 'AlarmActions[]',
        treatment: 'moved',
        by: { principal: 'lambda.alarms.cloudwatch.amazonaws.com' },
        because: 'service documentation',
      },
      {
        at: 'OKActions[]',
        treatment: 'moved',
        by: { principal: 'lambda.alarms.cloudwatch.amazonaws.com' },
        because: 'service documentation',
      },
      {
        at: 'InsufficientDataActions[]',
        treatment: 'moved',
        by: { principal: 'lambda.alarms.cloudwatch.amazonaws.com' },
        because: 'service documentation',
      },
      { at: 'Dimensions[].Value', treatment: 'kept', because: "metric dimension: the function's name" },
      { at: 'Metrics[].MetricStat.Metric.Dimensions[].Value', treatment: 'kept', because: 'metric dimension' },
    ],
    'AWS::CloudWatch::CompositeAlarm': [
      {
        at: 'AlarmActions[]',
        treatment: 'moved',
        by: { principal: 'lambda.alarms.cloudwatch.amazonaws.com' },
        because: 'service documentation',
      },
      {
        at: 'OKActions[]',
        treatment: 'moved',
        by: { principal: 'lambda.alarms.cloudwatch.amazonaws.com' },
        because: 'service documentation',
      },
      {
        at: 'InsufficientDataActions[]',
        treatment: 'moved',
        by: { principal: 'lambda.alarms.cloudwatch.amazonaws.com' },
        because: 'service documentation',
      },
    ],
    'AWS::CloudWatch::Dashboard': [{ at: 'DashboardBody', treatment: 'kept', how: 'text', because: 'metric names and links' }],
  },
};
