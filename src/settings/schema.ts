import type { Shape } from './shapes';

/** What one setting takes, in SafeDeploy's own spelling. The order is that of docs/settings.md. */
export interface Setting {
  /** What is checked when the macro runs. An intrinsic may stand anywhere; settingReader.ts says what the macro must be able to decide. */
  readonly takes: Shape;
  /** What editors are told where `takes` takes everything, because a reader of its own says better what is wrong. */
  readonly editors?: Shape;
  /** Completes "Write …": for errors, documents and editors. */
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

const evaluation = { Period: number, EvaluationPeriods: number, DatapointsToAlarm: number, Actions: oneOrMore(text) };
const counted: Shape = { map: { Threshold: number, ...evaluation } };
const kind = (name: string, shape: Shape): Shape => ({ map: { [name]: shape }, needs: [name] });
const alarm: Shape = {
  any: [
    'string',
    kind('Errors', counted),
    kind('Throttles', counted),
    kind('ErrorRate', { map: { Percent: number, MinimumInvocations: number, ...evaluation } }),
    kind('Duration', { map: { Percentile: text, Milliseconds: number, ...evaluation } }),
    intrinsic,
  ],
};

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
  Alias: { takes: text, text: 'the name of the alias that all callers use; default: live' },
  Type: {
    takes: { any: ['string', kind('Canary', step), kind('Linear', step), intrinsic] },
    text: 'a predefined name, CanaryNPercentMMinutes, LinearNPercentEveryMMinutes, {Canary: {Percent, Minutes}}, {Linear: {Percent, Minutes}}, the name or Ref of a deployment config, or None',
  },
  Enabled: { takes: bool, text: 'true, or false to move the alias at once, without CodeDeploy' },
  Alarms: {
    takes: 'anything',
    editors: { any: [{ is: 'Default' }, { list: alarm }, intrinsic] },
    text: 'a list of at most 10 alarms: Refs, names or maps that make one ({Errors: {}}, {ErrorRate: {}}, {Duration: {}}, {Throttles: {}}); Default; or [] for none',
  },
  Hooks: {
    takes: 'anything',
    editors: orIntrinsic({ map: { PreTraffic: hook, PostTraffic: hook } }),
    text: 'PreTraffic and PostTraffic, each the Ref, name, ARN or GetAtt of a function, or a map of Checks',
  },
  Role: { takes: text, text: 'the ARN of an existing CodeDeploy service role' },
  PermissionsBoundary: { takes: text, text: 'the ARN of the policy that bounds the generated service role' },
  RolePath: { takes: text, text: 'the path of the generated service role' },
  TriggerConfigurations: {
    takes: orIntrinsic({ list: trigger }),
    text: "CodeDeploy's TriggerConfigurations, a list of maps with TriggerTargetArn, TriggerName and TriggerEvents",
  },
  Notify: {
    takes: oneOrMore(text),
    text: 'the Ref or ARN of an SNS topic that hears of success, failure and rollback, or a list of them',
  },
  IgnoreAlarms: { takes: bool, text: 'true to ship a fix while an alarm is firing, or false' },
  IgnorePollAlarmFailure: { takes: bool, text: 'true to go on when CodeDeploy cannot read the state of an alarm, or false' },
  Rollback: {
    takes: { any: [{ list: 'string' }, intrinsic] },
    text: 'a list of DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM and DEPLOYMENT_STOP_ON_REQUEST; default: all three',
  },
  PassthroughCondition: { takes: bool, text: "true, or false to keep the function's condition from its deployment group" },
  Tags: {
    takes: orIntrinsic({ any: [{ entries: scalar }, { list: tag }] }),
    text: 'tags for what is generated, as a map or a list of Key and Value',
  },
  PropagateTags: { takes: bool, text: "true to put the function's tags on what is generated, or false" },
  VersionDescription: { takes: scalar, text: 'the description of each version' },
  VersionDeletionPolicy: { takes: text, text: 'Retain or Delete' },
  ProvisionedConcurrencyConfig: {
    takes: orIntrinsic({ map: { ProvisionedConcurrentExecutions: number }, needs: ['ProvisionedConcurrentExecutions'] }),
    text: 'a map with ProvisionedConcurrentExecutions',
  },
  Revision: { takes: scalar, text: 'any text: changing it publishes a new version even when nothing else changed' },
  AutoPublishCodeSha256: { takes: text, text: 'a hash that stands for the code in the digest' },
  AutoPublishAliasAllProperties: {
    takes: 'anything',
    text: "anything: it is accepted for SAM's sake, and every property counts anyway",
  },
  FunctionUrl: { takes: text, text: 'Alias or Latest: what the URL of the function calls' },
  Stamp: { takes: bool, text: "false to leave the function's Description alone, or true" },
  Keep: { takes: ids, text: 'logical ids of consumers to leave on the unqualified function' },
  Move: { takes: ids, text: 'logical ids of consumers to move although nobody has verified that their service takes an alias' },
  VersionProperties: {
    takes: { entries: bool },
    text: 'a map from the name of a function property that SafeDeploy does not know to true (it is part of a version) or false',
  },
  Ignore: { takes: { list: 'anything' }, text: 'codes of warnings that safedeploy lint leaves out for this resource' },
  Functions: {
    takes: { any: [ids, 'string'] },
    text: 'logical ids of functions to mark without touching them, or All',
    templateOnly: true,
  },
};
