import type { Deployment } from '../settings/settings';
import { ifParts, isNoValue, ref, sub } from '../template/intrinsics';
import type { Json } from '../template/json';
import type { Resource } from '../template/template';
import { type Released, resource } from './released';
import { versionNumber } from './version';

/**
 * The pair of `Alarms: Default`: errors of everything the alias serves, and of the new version alone, for one minute.
 * The name of the alias is text: a Ref would close the circle alarm -> alias -> group -> alarm (aws-facts 2).
 * Dimensions: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function defaultAlarms(released: Released): [id: string, alarm: Resource][] {
  const { id, settings } = released;
  const alias = { Name: 'Resource', Value: sub(`\${${id}}:${settings.alias}`) };
  const version = { Name: 'ExecutedVersion', Value: versionNumber(released) };
  return [
    [`${id}AliasErrorsAlarm`, errorsAlarm(released, `any version behind the alias ${settings.alias}`, [alias])],
    [`${id}VersionErrorsAlarm`, errorsAlarm(released, 'the version that is being deployed', [alias, version])],
  ];
}

function errorsAlarm({ id, condition }: Released, what: string, dimensions: Json[]): Resource {
  return resource(
    'AWS::CloudWatch::Alarm',
    { Condition: condition },
    {
      AlarmDescription: `Errors of ${id}, ${what}. Made by SafeDeploy.`,
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: ref(id) }, ...dimensions],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    },
  );
}

/**
 * Always present: CodeDeploy keeps alarms that are merely no longer mentioned (aws-facts 3.4), and alarms that are on
 * but none are refused.
 */
export function alarmConfiguration(names: readonly Json[], deployment: Deployment): Json {
  const ignore = deployment.ignorePollAlarmFailure;
  const enabled = deployment.ignoreAlarms ? false : anyOf(names);
  if (enabled === false) return { Enabled: false };
  const alarms = names.map(named);
  return { Enabled: enabled, Alarms: alarms, ...(ignore === undefined ? {} : { IgnorePollAlarmFailure: ignore }) };
}

/** `{Name: …}` around each alarm, inside the Fn::If that decides whether there is one. */
function named(alarm: Json): Json {
  const parts = ifParts(alarm);
  if (!parts) return isNoValue(alarm) ? alarm : { Name: alarm };
  const [condition, yes, no] = parts;
  return { 'Fn::If': [condition, named(yes), named(no)] };
}

/** true, false, or the Fn::If that says whether one of the alarms is there. */
function anyOf(alarms: readonly Json[]): Json {
  const present = alarms.map(presence);
  if (present.includes(true)) return true;
  return present.filter((one) => one !== false).reduceRight<Json>((rest, one) => orElse(one, rest), false);
}

function presence(alarm: Json): Json {
  const parts = ifParts(alarm);
  if (!parts) return !isNoValue(alarm);
  const [condition, yes, no] = parts;
  const [then, otherwise] = [presence(yes), presence(no)];
  return then === otherwise ? then : { 'Fn::If': [condition, then, otherwise] };
}

/** The value of `one || rest`, where `one` is a tree of Fn::Ifs over booleans. */
function orElse(one: Json, rest: Json): Json {
  const parts = ifParts(one);
  if (!parts) return one === true ? true : rest;
  const [condition, yes, no] = parts;
  const [then, otherwise] = [orElse(yes, rest), orElse(no, rest)];
  return then === otherwise ? then : { 'Fn::If': [condition, then, otherwise] };
}
