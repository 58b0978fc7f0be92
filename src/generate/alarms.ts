import type { Deployment } from '../settings/settings';
import { ifParts, isNoValue } from '../template/intrinsics';
import type { Json } from '../template/json';

/**
 * Always present: CodeDeploy keeps alarms that are merely no longer mentioned (https://github.com/aws/aws-cdk/issues/23307), and alarms that are on
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

/** The value of `one || rest`, where both are trees of Fn::Ifs over booleans. */
function orElse(one: Json, rest: Json): Json {
  const parts = ifParts(one);
  if (!parts) return one === true ? true : rest;
  const [condition, yes, no] = parts;
  const [then, otherwise] = [orElse(yes, where(rest, condition, 1)), orElse(no, where(rest, condition, 2))];
  return then === otherwise ? then : { 'Fn::If': [condition, then, otherwise] };
}

/** What a tree is in one branch of a condition. */
function where(tree: Json, condition: string, branch: 1 | 2): Json {
  const parts = ifParts(tree);
  return parts?.[0] === condition ? where(parts[branch], condition, branch) : tree;
}
