import type { AlarmKind, AlarmWish } from '../settings/alarms';
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

const WORDS: Readonly<Record<AlarmKind, string>> = {
  Errors: 'Errors',
  ErrorRate: 'Error rate',
  Duration: 'Duration',
  Throttles: 'Throttles',
};
/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const DEFAULT_TIMEOUT = 3;
/** Of the Timeout: whoever needs so much will soon need too much. */
const LONG = 0.8;

/**
 * For each wish an alarm on everything that the alias serves, and one on the new version alone.
 * The name of the alias is text: a Ref would close the circle alarm -> alias -> group -> alarm (aws-facts 2).
 * Dimensions: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function madeAlarms(
  released: Released,
  wish: AlarmWish,
  number: number,
  { values, diagnostics }: Compilation,
): [id: string, alarm: Resource][] {
  const { id, settings } = released;
  const alias = { Name: 'Resource', Value: sub(`\${${id}}:${settings.alias}`) };
  const version = { Name: 'ExecutedVersion', Value: versionNumber(released) };
  const threshold = wish.threshold ?? longDuration(released, values);
  if (threshold === undefined) diagnostics.report('SD2205', wish.path);
  const made = (of: 'Alias' | 'Version', what: string, dimensions: Json[]): [string, Resource] => [
    `${id}${of}${wish.kind}Alarm${number > 1 ? number : ''}`,
    alarm(
      released,
      { ...wish, threshold },
      what,
      [{ Name: 'FunctionName', Value: ref(id) }, ...dimensions],
      functionTags(released, values),
    ),
  ];
  return [
    made('Alias', `any version behind the alias ${settings.alias}`, [alias]),
    made('Version', 'the version that is being deployed', [alias, version]),
  ];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
function alarm(released: Released, wish: AlarmWish, what: string, dimensions: Json[], tags: Json | undefined): Resource {
  return resource(
    'AWS::CloudWatch::Alarm',
    { Condition: released.condition },
    {
      AlarmDescription: `${WORDS[wish.kind]} of ${released.id}, ${what}. Made by SafeDeploy.`,
      ...measured(wish, dimensions),
      EvaluationPeriods: wish.evaluationPeriods,
      DatapointsToAlarm: wish.datapoints,
      Threshold: wish.threshold,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: wish.actions,
      Tags: tags,
    },
  );
}

function measured({ kind, period, percentile, minimumInvocations }: AlarmWish, dimensions: Json[]): Record<string, Json> {
  const metric = (name: string) => ({ Namespace: 'AWS/Lambda', MetricName: name, Dimensions: dimensions });
  if (kind === 'Duration') return { ...metric(kind), ExtendedStatistic: percentile, Period: period };
  if (kind !== 'ErrorRate') return { ...metric(kind), Statistic: 'Sum', Period: period };
  const sum = (id: string, name: string): Json => ({
    Id: id,
    MetricStat: { Metric: metric(name), Period: period, Stat: 'Sum' },
    ReturnData: false,
  });
  // a handful of invocations says nothing of a rate
  const rate = concatenate(['IF(invocations >= ', minimumInvocations, ', 100 * errors / invocations, 0)']);
  return {
    Metrics: [
      { Id: 'rate', Label: 'Errors in percent', Expression: rate, ReturnData: true },
      sum('errors', 'Errors'),
      sum('invocations', 'Invocations'),
    ],
  };
}

/** Milliseconds that are nearly the Timeout, where that is a literal: no parameter value may be written into the output. */
function longDuration({ resource: lambda }: Released, values: Values): number | undefined {
  const timeout = values.unwrap(own(propertiesOf(lambda), 'Timeout') ?? DEFAULT_TIMEOUT) ?? DEFAULT_TIMEOUT;
  return isScalar(timeout) && Number(timeout) > 0 ? Math.round(1_000 * LONG * Number(timeout)) : undefined;
}
