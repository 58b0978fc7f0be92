import { type AlarmKind, isRegression } from '../settings/alarmKinds';
import type { AlarmWish } from '../settings/alarms';
import { ref, sub } from '../template/intrinsics';
import { isScalar, type Json, own } from '../template/json';
import { propertiesOf, type Resource } from '../template/template';
import { concatenate } from '../template/text';
import type { Values } from '../template/values';
import type { Compilation } from '../version/compilation';
import type { Released } from '../version/released';
import { resource } from './resource';
import { functionTags } from './tags';
import { versionNumber } from './version';

/** The properties of an alarm that say what it measures. The alias' dimensions are for who compares with it. */
type Measure = (wish: AlarmWish, dimensions: readonly Json[], alias: readonly Json[]) => Record<string, unknown>;

/** What each kind of alarm measures, and its name in descriptions. Its keys are in settings/alarmKinds.ts. */
const MEASURES: Readonly<Record<AlarmKind, readonly [words: string, measure: Measure]>> = {
  Errors: ['Errors', ({ kind, period }, dimensions) => ({ ...metric(kind, dimensions), Statistic: 'Sum', Period: period })],
  ErrorRate: ['Error rate', rate],
  Duration: [
    'Duration',
    ({ kind, period, values }, dimensions) => ({ ...metric(kind, dimensions), ExtendedStatistic: values.Percentile, Period: period }),
  ],
  Throttles: ['Throttles', (...given) => MEASURES.Errors[1](...given)],
  ErrorRateRegression: ['Error rate', comparison('Errors', 'Invocations', 'Sum', (now, before) => `100 * ${now} - 100 * ${before}`)],
  DurationRegression: ['Duration', comparison('Duration', 'Duration', 'SampleCount', (now, before) => `${now} / (${before})`)],
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const DEFAULT_TIMEOUT = 3;
/** Of the Timeout: whoever needs so much will soon need too much. */
const LONG = 0.8;

/**
 * For each wish an alarm on everything that the alias serves, and one on the new version alone; or one that compares these.
 * The name of the alias is text: a Ref would close the circle alarm -> alias -> group -> alarm.
 * Dimensions: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function madeAlarms(
  released: Released,
  wish: AlarmWish,
  number: number,
  { values, diagnostics }: Pick<Compilation, 'values' | 'diagnostics'>,
): [id: string, alarm: Resource][] {
  const { id, settings } = released;
  const { kind } = wish;
  const alias = [
    { Name: 'FunctionName', Value: ref(id) },
    { Name: 'Resource', Value: sub(`\${${id}}:${settings.alias}`) },
  ];
  const version = [...alias, { Name: 'ExecutedVersion', Value: versionNumber(released) }];
  const threshold = Object.values(wish.values)[0] ?? longDuration(released, values);
  if (threshold === undefined) diagnostics.report('SD2205', wish.path);
  const made = (of: string, what: string, dimensions: readonly Json[]): [string, Resource] => [
    `${id}${of}${kind}Alarm${number > 1 ? number : ''}`,
    alarm(released, wish, threshold, what, MEASURES[kind][1](wish, dimensions, alias), functionTags(released, values)),
  ];
  const newest = 'the version that is being deployed';
  if (isRegression(kind)) return [made('', `${newest} compared with the one before`, version)];
  return [made('Alias', `any version behind the alias ${settings.alias}`, alias), made('Version', newest, version)];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
function alarm(
  released: Released,
  wish: AlarmWish,
  threshold: Json | undefined,
  what: string,
  measured: Record<string, unknown>,
  tags: Json | undefined,
): Resource {
  return resource(
    'AWS::CloudWatch::Alarm',
    { Condition: released.condition },
    {
      AlarmDescription: `${MEASURES[wish.kind][0]} of ${released.id}, ${what}. Made by SafeDeploy.`,
      ...measured,
      EvaluationPeriods: wish.evaluationPeriods,
      DatapointsToAlarm: wish.datapoints,
      Threshold: threshold,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: wish.actions,
      Tags: tags,
    },
  );
}

const metric = (name: string, dimensions: readonly Json[]) => ({ Namespace: 'AWS/Lambda', MetricName: name, Dimensions: dimensions });
const series = (id: string, { period }: AlarmWish, name: string, stat: string, dimensions: readonly Json[]) => ({
  Id: id,
  MetricStat: { Metric: metric(name, dimensions), Period: period, Stat: stat },
  ReturnData: false,
});

/** A handful of invocations says nothing of a rate. */
function rate(wish: AlarmWish, dimensions: readonly Json[]): Record<string, unknown> {
  const Expression = concatenate(['IF(invocations >= ', wish.values.MinimumInvocations as Json, ', 100 * errors / invocations, 0)']);
  return {
    Metrics: [
      { Id: 'rate', Label: 'Errors in percent', Expression, ReturnData: true },
      series('errors', wish, 'Errors', 'Sum', dimensions),
      series('invocations', wish, 'Invocations', 'Sum', dimensions),
    ],
  };
}

/**
 * What is in the alias' metrics and not in those of the new version is the old one's. Where either side has too little, or
 * nothing, the condition does not hold. No FILL: data that is late would count as nothing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function comparison(name: string, counted: string, stat: string, compare: (now: string, before: string) => string): Measure {
  const [value, all] = [name.toLowerCase(), `alias${name}`];
  const before = '(aliasInvocations - invocations)';
  const compared = compare(`${value} / invocations`, `(${all} - ${value}) / ${before}`);
  return (wish, version, alias) => {
    const least = wish.values.MinimumInvocations as Json;
    const Expression = concatenate(['IF(invocations >= ', least, ` AND ${before} >= `, least, `, ${compared}, 0)`]);
    return {
      Metrics: [
        { Id: 'regression', Expression, ReturnData: true },
        series(value, wish, name, 'Sum', version),
        series('invocations', wish, counted, stat, version),
        series(all, wish, name, 'Sum', alias),
        series('aliasInvocations', wish, counted, stat, alias),
      ],
    };
  };
}

/** Milliseconds that are nearly the Timeout, where that is a literal: no parameter value may be written into the output. */
function longDuration({ resource: lambda }: Released, values: Values): number | undefined {
  const timeout = values.unwrap(own(propertiesOf(lambda), 'Timeout') ?? DEFAULT_TIMEOUT) ?? DEFAULT_TIMEOUT;
  return isScalar(timeout) && Number(timeout) > 0 ? Math.round(1_000 * LONG * Number(timeout)) : undefined;
}
