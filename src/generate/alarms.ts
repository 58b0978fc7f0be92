import type { Deployment } from '../settings/settings';
import { fnIf, ifParts, inBranch, isNoValue, mapBranches, NO_VALUE } from '../template/intrinsics';
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
const named = (alarm: Json): Json => mapBranches(alarm, (name) => (isNoValue(name) ? name : { Name: name }));

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
  return then === otherwise ? then : fnIf(condition, then, otherwise);
}

/** The value of `one || rest`, where both are trees of Fn::Ifs over booleans. */
function orElse(one: Json, rest: Json): Json {
  const parts = ifParts(one);
  if (!parts) return one === true ? true : rest;
  const [condition, yes, no] = parts;
  const [then, otherwise] = [orElse(yes, inBranch(rest, condition, 1)), orElse(no, inBranch(rest, condition, 2))];
  return then === otherwise ? then : fnIf(condition, then, otherwise);
}

/** Each alarm once at any time, for CodeDeploy refuses one that is listed twice. `keyOf` is one for all spellings of an alarm. */
export const eachOnce = (alarms: readonly Json[], keyOf: (alarm: Json) => string): Json[] =>
  alarms.map((alarm, index) => without(alarm, alarms.slice(0, index), keyOf)).filter((alarm) => !isNoValue(alarm));

function without(alarm: Json, earlier: readonly Json[], keyOf: (alarm: Json) => string): Json {
  const parts = ifParts(alarm);
  if (!parts) return isNoValue(alarm) ? alarm : earlier.reduce<Json>((rest, other) => unless(keyOf(alarm), other, rest, keyOf), alarm);
  const [condition, yes, no] = parts;
  const branch = (value: Json, side: 1 | 2) =>
    without(
      value,
      earlier.map((other) => inBranch(other, condition, side)),
      keyOf,
    );
  const [then, otherwise] = [branch(yes, 1), branch(no, 2)];
  return isNoValue(then) && isNoValue(otherwise) ? NO_VALUE : fnIf(condition, then, otherwise);
}

/** The value where the other alarm is not this one. */
function unless(key: string, other: Json, value: Json, keyOf: (alarm: Json) => string): Json {
  const parts = ifParts(other);
  if (!parts) return !isNoValue(other) && keyOf(other) === key ? NO_VALUE : value;
  const [condition, yes, no] = parts;
  const [then, otherwise] = [unless(key, yes, inBranch(value, condition, 1), keyOf), unless(key, no, inBranch(value, condition, 2), keyOf)];
  return then === otherwise ? value : fnIf(condition, then, otherwise);
}
