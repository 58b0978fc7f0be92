import * as z from 'zod/mini';

/**
 * Everything a user can say about a function or a template, in SafeDeploy's own spelling (spec 2).
 * From here come the check at macro time, the TypeScript types and the JSON Schema for editors.
 * An intrinsic may stand anywhere; `decide.ts` says where macro time must be able to decide it.
 */
const intrinsic = z.record(z.string().check(z.regex(/^(Ref|Fn::[A-Za-z]+)$/)), z.unknown());
const orIntrinsic = <T extends z.core.$ZodType>(type: T) => z.union([type, intrinsic]);
const text = orIntrinsic(z.string());
const bool = orIntrinsic(z.union([z.boolean(), z.string().check(z.regex(/^(true|false)$/i))]));
const scalar = orIntrinsic(z.union([z.string(), z.number(), z.boolean()]));
const ids = orIntrinsic(z.array(z.string()));
const number = orIntrinsic(z.union([z.number(), z.string().check(z.regex(/^\d+(\.\d+)?$/))]));

const said = <T extends z.core.$ZodType>(type: T, description: string) => {
  const optional = z.optional(type); // the words belong to the setting: several settings share a type
  z.globalRegistry.add(optional, { description });
  return optional;
};

const anything = z.unknown();
/**
 * Takes everything, and tells editors what is meant: alarms.ts and checks.ts say more about what is wrong than a schema can,
 * and the macro's bundle stays small.
 */
const shown = (type: z.core.$ZodType) => {
  const { $schema: _, ...meant } = z.toJSONSchema(type);
  const all = z.unknown();
  z.globalRegistry.add(all, meant);
  return all;
};
const oneOrMore = <T extends z.core.$ZodType>(type: T) => z.union([type, z.array(type)]);
const evaluation = {
  Period: z.optional(number),
  EvaluationPeriods: z.optional(number),
  DatapointsToAlarm: z.optional(number),
  Actions: z.optional(oneOrMore(text)),
};
const counted = z.strictObject({ Threshold: z.optional(number), ...evaluation });
const alarm = z.union([
  z.string(),
  z.strictObject({ Errors: counted }),
  z.strictObject({ Throttles: counted }),
  z.strictObject({ ErrorRate: z.strictObject({ Percent: z.optional(number), MinimumInvocations: z.optional(number), ...evaluation }) }),
  z.strictObject({ Duration: z.strictObject({ Percentile: z.optional(text), Milliseconds: z.optional(number), ...evaluation }) }),
  intrinsic,
]);
const expect = z.strictObject({
  FunctionError: z.optional(z.boolean()),
  StatusCode: z.optional(oneOrMore(z.number())),
  Json: z.optional(anything),
  Body: z.optional(anything),
  Values: z.optional(z.record(z.string(), anything)),
  Contains: z.optional(oneOrMore(text)),
  NotContains: z.optional(oneOrMore(text)),
  WithinMilliseconds: z.optional(z.number()),
});
const check = z.strictObject({
  Name: z.optional(z.string()),
  Payload: z.optional(anything),
  Expect: z.optional(expect),
  TimeoutSeconds: z.optional(z.number()),
  Warm: z.optional(z.union([z.boolean(), z.number()])),
});
const hook = z.optional(z.union([z.string(), z.strictObject({ Checks: z.array(check) }), intrinsic]));

const step = z.strictObject({ Percent: number, Minutes: number });
const tags = z.union([z.record(z.string(), scalar), z.array(z.union([z.strictObject({ Key: scalar, Value: scalar }), intrinsic]))]);

/** What a function's mark, the template's Metadata and (as far as they are scalars) the transform's Parameters may say. */
const functionSettings = {
  Alias: said(text, 'the name of the alias that all callers use; default: live'),
  Type: said(
    z.union([z.string(), z.strictObject({ Canary: step }), z.strictObject({ Linear: step }), intrinsic]),
    'a predefined name, CanaryNPercentMMinutes, LinearNPercentEveryMMinutes, {Canary: {Percent, Minutes}}, {Linear: {Percent, Minutes}}, the name or Ref of a deployment config, or None',
  ),
  Enabled: said(bool, 'true, or false to move the alias at once, without CodeDeploy'),
  Alarms: said(
    shown(z.union([z.literal('Default'), z.array(alarm), intrinsic])),
    'a list of at most 10 alarms: Refs, names or maps that make one ({Errors: {}}, {ErrorRate: {}}, {Duration: {}}, {Throttles: {}}); Default; or [] for none',
  ),
  Hooks: said(
    shown(orIntrinsic(z.strictObject({ PreTraffic: hook, PostTraffic: hook }))),
    'PreTraffic and PostTraffic, each the Ref, name, ARN or GetAtt of a function, or a map of Checks',
  ),
  Role: said(text, 'the ARN of an existing CodeDeploy service role'),
  PermissionsBoundary: said(text, 'the ARN of the policy that bounds the generated service role'),
  RolePath: said(text, 'the path of the generated service role'),
  TriggerConfigurations: said(
    orIntrinsic(z.array(z.union([z.looseObject({ TriggerTargetArn: text }), intrinsic]))),
    "CodeDeploy's TriggerConfigurations, a list of maps with TriggerTargetArn, TriggerName and TriggerEvents",
  ),
  Notify: said(oneOrMore(text), 'the Ref or ARN of an SNS topic that hears of success, failure and rollback, or a list of them'),
  IgnoreAlarms: said(bool, 'true to ship a fix while an alarm is firing, or false'),
  IgnorePollAlarmFailure: said(bool, 'true to go on when CodeDeploy cannot read the state of an alarm, or false'),
  Rollback: said(
    z.union([z.array(z.string()), intrinsic]),
    'a list of DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM and DEPLOYMENT_STOP_ON_REQUEST; default: all three',
  ),
  PassthroughCondition: said(bool, "true, or false to keep the function's condition from its deployment group"),
  Tags: said(orIntrinsic(tags), 'tags for what is generated, as a map or a list of Key and Value'),
  PropagateTags: said(bool, "true to put the function's tags on what is generated, or false"),
  VersionDescription: said(scalar, 'the description of each version'),
  VersionDeletionPolicy: said(text, 'Retain or Delete'),
  ProvisionedConcurrencyConfig: said(
    orIntrinsic(z.strictObject({ ProvisionedConcurrentExecutions: number })),
    'a map with ProvisionedConcurrentExecutions',
  ),
  Revision: said(scalar, 'any text: changing it publishes a new version even when nothing else changed'),
  AutoPublishCodeSha256: said(text, 'a hash that stands for the code in the digest'),
  AutoPublishAliasAllProperties: said(
    z.unknown() as z.ZodMiniType<unknown>,
    "anything: it is accepted for SAM's sake, and every property counts anyway",
  ),
  FunctionUrl: said(text, 'Alias or Latest: what the URL of the function calls'),
  Stamp: said(bool, "false to leave the function's Description alone, or true"),
  Keep: said(ids, 'logical ids of consumers to leave on the unqualified function'),
  Move: said(ids, 'logical ids of consumers to move although nobody has verified that their service takes an alias'),
  Callers: said(text, 'Move, or Stay to leave all callers on the function for one update more, with permissions on both'),
  Permissions: said(text, 'Follow, or Both to leave permissions on the function beside those on the alias'),
  VersionProperties: said(
    z.record(z.string(), bool),
    'a map from the name of a function property that SafeDeploy does not know to true (it is part of a version) or false',
  ),
  Ignore: said(z.array(z.unknown()), 'codes of warnings that safedeploy lint leaves out for this resource'),
};

export const functionSchema = z.strictObject(functionSettings);
export const defaultsSchema = z.strictObject({
  ...functionSettings,
  Functions: said(z.union([ids, z.string()]), 'logical ids of functions to mark without touching them, or All'),
});

export type RawSettings = z.infer<typeof defaultsSchema>;
export type SettingName = keyof RawSettings;

export const SETTING_NAMES = Object.keys(defaultsSchema.shape) as SettingName[];

/** What a setting takes, in words: the text of the JSON Schema serves the errors too. */
export function expectationOf(name: string): string {
  const shape: Record<string, z.ZodMiniType> = defaultsSchema.shape;
  const type = Object.hasOwn(shape, name) ? shape[name] : undefined;
  return (type && z.globalRegistry.get(type as z.core.$ZodType)?.description) ?? 'another value';
}
