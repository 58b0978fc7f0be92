import { ALARM_KINDS, type AlarmKind, isRegression, keysOf, METRICS } from './alarmKinds';
import type { Shape } from './shapes';

/** What one setting takes, in SafeDeploy's own spelling. The order is that of docs/settings.md. */
export interface Setting {
  /** What is checked when the macro runs. An intrinsic may stand anywhere; settingReader.ts says what the macro must be able to decide. */
  readonly takes: Shape;
  /** What editors are told where `takes` takes everything, because a reader of its own says better what is wrong. */
  readonly editors?: Shape;
  /** Completes "must be …", in errors; the docs and editors show it as well. */
  readonly text: string;
  /** Stands among template-wide defaults alone. */
  readonly templateOnly?: true;
}

const intrinsic: Shape = { entries: 'anything', keys: ['^(Ref|Fn::[A-Za-z]+)$'] };
const orIntrinsic = (shape: Shape): Shape => ({ any: [shape, intrinsic] });
const text = orIntrinsic('string');
const bool = orIntrinsic({ any: ['boolean', { text: ['^(true|false)$', 'i'] }] });
const scalar = orIntrinsic({ any: ['string', 'number', 'boolean'] });
const ids = orIntrinsic({ list: 'string' });
const number = orIntrinsic({ any: ['number', { text: ['^\\d+(\\.\\d+)?$'] }] });
const oneOrMore = (shape: Shape): Shape => ({ any: [shape, { list: shape }] });

const kind = (name: string, shape: Shape): Shape => ({ map: { [name]: shape }, needs: [name] });
/** `{ErrorRate: {Percent: 1, …}}`, as the table of kinds has it. */
function alarmOf(name: AlarmKind): Shape {
  const metric = METRICS.find((one) => name.startsWith(one)) ?? METRICS[0];
  const types: Readonly<Record<string, Shape>> = { Metric: orIntrinsic({ is: metric }), Percentile: text, Actions: oneOrMore(text) };
  const map = Object.fromEntries(keysOf(name).map((key) => [key, types[key] ?? number]));
  const needs = isRegression(name) && metric !== METRICS[0] ? { needs: ['Metric'] } : {};
  return kind(isRegression(name) ? 'Regression' : name, { map, ...needs });
}
const alarm: Shape = { any: ['string', ...(Object.keys(ALARM_KINDS) as AlarmKind[]).map(alarmOf), intrinsic] };

const expectation: Shape = {
  map: {
    FunctionError: 'boolean',
    StatusCode: oneOrMore('number'),
    Json: 'anything',
    Body: 'anything',
    Values: { entries: 'anything' },
    Contains: oneOrMore(text),
    NotContains: oneOrMore(text),
    WithinMilliseconds: 'number',
  },
};
const check: Shape = {
  map: { Name: 'string', Payload: 'anything', Expect: expectation, TimeoutSeconds: 'number', Warm: { any: ['boolean', 'number'] } },
};
const hook: Shape = { any: ['string', { map: { Checks: { list: check } }, needs: ['Checks'] }, intrinsic] };

const step: Shape = { map: { Percent: number, Minutes: number }, needs: ['Percent', 'Minutes'] };
const tag: Shape = { any: [{ map: { Key: scalar, Value: scalar }, needs: ['Key', 'Value'] }, intrinsic] };
const trigger: Shape = { any: [{ map: { TriggerTargetArn: text }, needs: ['TriggerTargetArn'], open: true }, intrinsic] };

/**
 * Everything that a function's mark, the template's Metadata and (as far as they are scalars) the transform's Parameters may say.
 * A new setting: here, then where it is resolved (resolveSettings.ts, deployment.ts), then its section in docs/settings.md.
 */
export const SETTINGS: Readonly<Record<string, Setting>> = {
  Alias: { takes: text, text: 'a name: the alias that all callers use (default: live)' },
  Type: {
    takes: { any: ['string', kind('Canary', step), kind('Linear', step), intrinsic] },
    text: 'a predefined schedule, CanaryNPercentMMinutes, LinearNPercentEveryMMinutes, {Canary: {Percent, Minutes}}, {Linear: {Percent, Minutes}}, the name or Ref of a deployment config, or None',
  },
  Enabled: { takes: bool, text: 'true, or false to move the alias at once without CodeDeploy' },
  Alarms: {
    takes: 'anything',
    editors: { any: [{ is: 'Default' }, { list: alarm }, intrinsic] },
    text: 'a list of at most 10 alarms: Refs, names or maps that create one ({Errors: {}}, {ErrorRate: {}}, {Duration: {}}, {Throttles: {}}, {Regression: {}}); Default; or [] for none',
  },
  Hooks: {
    takes: 'anything',
    editors: orIntrinsic({ map: { PreTraffic: hook, PostTraffic: hook } }),
    text: 'a map of PreTraffic and PostTraffic, each the Ref, name, ARN or GetAtt of a function, or a map of Checks',
  },
  Role: { takes: text, text: 'the ARN of an existing CodeDeploy service role' },
  PermissionsBoundary: { takes: text, text: 'the ARN of the permissions boundary for the generated service role' },
  RolePath: { takes: text, text: 'the path of the generated service role' },
  TriggerConfigurations: {
    takes: orIntrinsic({ list: trigger }),
    text: 'a list of CodeDeploy trigger configurations, each with TriggerTargetArn, TriggerName and TriggerEvents',
  },
  Notify: {
    takes: oneOrMore(text),
    text: 'the Ref or ARN of an SNS topic to notify of success, failure and rollback, or a list of these',
  },
  IgnoreAlarms: { takes: bool, text: 'true to deploy a fix while an alarm is firing, or false' },
  IgnorePollAlarmFailure: { takes: bool, text: 'true to continue when CodeDeploy cannot read the state of an alarm, or false' },
  Rollback: {
    takes: { any: [{ list: 'string' }, intrinsic] },
    text: 'a list of DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM and DEPLOYMENT_STOP_ON_REQUEST; default: all three',
  },
  PassthroughCondition: { takes: bool, text: "true, or false to leave the function's condition off its deployment group" },
  Tags: {
    takes: orIntrinsic({ any: [{ entries: scalar }, { list: tag }] }),
    text: 'a map of tags for the generated resources, or a list of Key and Value',
  },
  PropagateTags: { takes: bool, text: "true to copy the function's tags to the generated resources, or false" },
  VersionDescription: { takes: scalar, text: 'a string: the description of each version' },
  VersionDeletionPolicy: { takes: text, text: 'Retain or Delete' },
  ProvisionedConcurrencyConfig: {
    takes: orIntrinsic({ map: { ProvisionedConcurrentExecutions: number }, needs: ['ProvisionedConcurrentExecutions'] }),
    text: 'a map with ProvisionedConcurrentExecutions',
  },
  Revision: { takes: scalar, text: 'a string: changing it publishes a new version even if nothing else changed' },
  AutoPublishCodeSha256: { takes: text, text: 'a hash that stands for the code in the digest' },
  AutoPublishAliasAllProperties: {
    takes: 'anything',
    text: 'any value: accepted for compatibility with SAM and ignored, because every property counts',
  },
  FunctionUrl: { takes: text, text: 'Alias or Latest: what the function URL invokes' },
  Stamp: { takes: bool, text: "true, or false to leave the function's Description unchanged" },
  Keep: { takes: ids, text: 'a list of logical IDs of callers that stay on the unqualified function' },
  Move: {
    takes: ids,
    text: 'a list of logical IDs of callers to move even if their service is not verified to accept an alias, or if the move replaces a resource',
  },
  Callers: {
    takes: text,
    text: 'Move, or Stay to move no caller yet: the alias is created, and permissions exist on both the alias and the function',
  },
  Permissions: {
    takes: text,
    text: 'Follow, or Both to keep permissions on both the function and the alias',
  },
  VersionProperties: {
    takes: { entries: bool },
    text: 'a map from the names of function properties that SafeDeploy does not know to true (part of a version) or false',
  },
  Ignore: {
    takes: { list: 'anything' },
    text: 'a list of warning codes, each with a Reason, that safedeploy lint does not report for this resource',
  },
  Functions: {
    takes: { any: [ids, 'string'] },
    text: 'a list of logical IDs of functions to mark without changing them, or All',
    templateOnly: true,
  },
};
