import { asList, type Json, type JsonObject, own, type Trail } from '../template/json';

/** One metric of an alarm, which has one of its own or a list of queries. */
export interface Metric {
  /** Its name in metric math; undefined where the alarm has this metric alone. */
  readonly id: Json | undefined;
  readonly namespace: Json | undefined;
  readonly name: Json | undefined;
  readonly dimensions: Json | undefined;
  readonly period: Json | undefined;
  readonly statistic: Json | undefined;
  /** Of its dimensions. */
  readonly path: Trail;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
export function metricsOf(properties: JsonObject, path: Trail): Metric[] {
  const { Namespace: namespace, MetricName: name, Dimensions: dimensions, Period: period } = properties;
  const statistic = properties.Statistic ?? properties.ExtendedStatistic;
  if (namespace !== undefined) return [{ id: undefined, namespace, name, dimensions, period, statistic, path: [...path, 'Dimensions'] }];
  return asList(properties.Metrics).flatMap((query, index): Metric[] => {
    const stat = own(query, 'MetricStat');
    const metric = own(stat, 'Metric');
    if (stat === undefined || metric === undefined) return [];
    return [
      {
        id: own(query, 'Id'),
        namespace: own(metric, 'Namespace'),
        name: own(metric, 'MetricName'),
        dimensions: own(metric, 'Dimensions'),
        period: own(stat, 'Period'),
        statistic: own(stat, 'Stat'),
        path: [...path, 'Metrics', index, 'MetricStat', 'Metric', 'Dimensions'],
      },
    ];
  });
}
