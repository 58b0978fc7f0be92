import { z } from 'zod';
import { EFFECTS, PLAN_FORMAT } from './format';

const condition = z.object({ name: z.string(), holds: z.boolean().nullable().describe('null if only CloudFormation can decide it') });

const schedule = z.object({
  name: z.string().describe('None, AllAtOnce, Canary…, Linear… or the name of a deployment config'),
  when: z.array(z.object({ condition: z.string(), holds: z.boolean() })),
  steps: z
    .array(z.object({ minute: z.number(), percent: z.number() }))
    .nullable()
    .describe('null if they are not known'),
});

const hook = z.object({
  event: z.enum(['PreTraffic', 'PostTraffic']),
  runs: z.enum(['function', 'checks']),
  name: z.string().nullable(),
  checks: z.array(z.string()),
});

const caller = z.object({
  resource: z.string().describe('logical ID, or the name of an output'),
  type: z.string(),
  property: z.string(),
  service: z.string().nullable(),
  outcome: z.enum(['moved', 'copied', 'widened', 'kept', 'left', 'already']),
  because: z.string(),
  early: z.boolean().describe('it changes before the alias, which depends on it, exists'),
  notes: z.array(z.string()).describe('side effects of its move'),
});

const deployment = z.object({
  effect: z.enum(EFFECTS),
  because: z.string(),
  changed: z
    .array(z.object({ property: z.string(), certain: z.boolean() }))
    .describe('not certain if it depends on a value that is not visible'),
});

const plannedFunction = z.object({
  id: z.string(),
  condition: condition.nullable(),
  alias: z.object({ id: z.string(), name: z.string() }),
  version: z.object({
    id: z.string().nullable().describe('null if it depends on parameters whose value is not known'),
    ingredients: z.array(z.string()),
    unknown: z.array(z.string()).describe('those parameters'),
  }),
  schedules: z.array(schedule).describe('one, or one for each branch of a condition that only CloudFormation decides'),
  hooks: z.array(hook),
  alarms: z.array(z.object({ name: z.string(), made: z.boolean() })),
  ignoresAlarms: z.boolean(),
  notes: z.array(z.string()).describe('anything else to know, as text'),
  callers: z.array(caller),
  deployment: deployment.nullable().describe('null without --against and --stack'),
});

const replacement = z.object({ resource: z.string(), type: z.string(), harmless: z.boolean(), cost: z.string() });

const call = z.object({
  resource: z.string().describe('logical ID of the caller, permission or policy, or the name of an output'),
  type: z.string(),
  property: z.string(),
  function: z.string(),
  service: z.string().nullable(),
  kind: z.enum(['caller', 'permission', 'statement', 'output']),
  before: z.array(z.string()).describe('$LATEST, a version, another alias, or names of aliases; empty if it named nothing'),
  after: z.array(z.string()),
  notes: z.array(z.string()).describe('side effects of the change'),
});

const changedResource = z.object({
  id: z.string(),
  type: z.string(),
  action: z.enum(['added', 'changed', 'replaced', 'removed']),
  properties: z.array(z.string()),
  certain: z.boolean().describe('false if it depends on a value that is not visible'),
});

const changedOutput = z.object({
  name: z.string(),
  action: z.enum(['added', 'changed', 'removed']),
  export: z.string().nullable().describe('the export that changes or is deleted'),
});

const leaving = z.object({ id: z.string(), alias: z.string(), fate: z.enum(['retained', 'deleted']), changed: z.array(z.string()) });

const fault = z.object({ resource: z.string(), because: z.string() });

const unprotected = z.object({ resource: z.string(), type: z.string(), functions: z.array(z.string()), because: z.string() });

const gone = z.object({
  id: z.string(),
  type: z.string(),
  fate: z.enum(['retained', 'deleted']),
  because: z.enum(['superseded', 'removed', 'unmarked', 'unneeded']),
});

export const planSchema = z.object({
  format: z.literal(PLAN_FORMAT),
  template: z.object({
    processed: z.boolean().describe('it has been through all transforms already'),
    resources: z.object({ before: z.number(), after: z.number(), most: z.number() }),
    bytes: z
      .object({ file: z.number(), before: z.number(), after: z.number(), mostInline: z.number(), most: z.number() })
      .describe('before and after the macro as JSON without whitespace; the file as it is'),
  }),
  functions: z.array(plannedFunction),
  leftOut: z.array(z.object({ id: z.string(), because: z.string() })).describe('functions that Functions: All does not mark'),
  idleMarks: z.array(z.string()).describe('functions whose mark has no effect, because Transform does not list the macro'),
  renewals: z.array(z.object({ from: z.string(), to: z.string(), parts: z.array(z.string()) })),
  replaced: z.array(replacement),
  generated: z.array(
    z.object({ id: z.string().nullable().describe('null as for versions'), type: z.string(), function: z.string().nullable() }),
  ),
  comparison: z
    .object({
      with: z.string(),
      kind: z.enum(['source', 'processed']),
      unknownParameters: z.array(z.string()),
      fails: z.array(fault).describe('why the deployment will fail, if that is certain'),
      leaving: z.array(leaving).describe('functions whose alias is removed while they stay'),
      calls: z.array(call).describe('references that name another version or alias of a function than before'),
      resources: z.array(changedResource),
      outputs: z.array(changedOutput),
      gone: z.array(gone),
      duration: z
        .object({ minutes: z.number(), functions: z.array(z.string()) })
        .describe('the longest chain of shifts that wait for each other'),
      unprotected: z.array(unprotected).describe('changes that also affect the current version'),
    })
    .nullable(),
});

export type Plan = z.infer<typeof planSchema>;
export type PlannedFunction = Plan['functions'][number];
export type PlannedCaller = PlannedFunction['callers'][number];
export type PlannedSchedule = PlannedFunction['schedules'][number];
export type PlannedHook = PlannedFunction['hooks'][number];
export type Deployment = NonNullable<PlannedFunction['deployment']>;
export type Effect = Deployment['effect'];
export type Replacement = Plan['replaced'][number];
export type Comparison = NonNullable<Plan['comparison']>;
export type Call = Comparison['calls'][number];
export type ChangedResource = Comparison['resources'][number];
export type ChangedOutput = Comparison['outputs'][number];
export type Leaving = Comparison['leaving'][number];
export type Fault = Comparison['fails'][number];
export type Unprotected = Comparison['unprotected'][number];
export type Gone = Comparison['gone'][number];
