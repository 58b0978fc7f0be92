import type { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import { ifParts, intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, type Trail } from '../template/json';
import { isDecided, type Values } from '../template/values';
import type { Decider } from './decide';
import type { Mark } from './marks';
import { isFault, parseSchedule, type Schedule } from './schedule';
import { type ConditionalSchedule, type Deployment, ROLLBACK_EVENTS } from './settings';

const DEFAULT_TYPE = 'Canary10Percent5Minutes';
/** https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html, aws-facts 3.4 */
const MOST_ALARMS = 10;

/** undefined: the alias moves at once, without CodeDeploy. */
export function settleDeployment(
  mark: Mark,
  decide: Decider,
  path: Trail,
  values: Values,
  diagnostics: Diagnostics,
): Deployment | undefined {
  if (decide.boolean('Enabled') === false) return undefined;
  const type = settleType(mark, decide, path, values, diagnostics);
  if (type === undefined) return undefined;
  const hooks = settleHooks(decide, values, diagnostics);
  return {
    schedule: type,
    alarms: settleAlarms(mark, type, decide, values, diagnostics),
    alarmsPath: decide.raw('Alarms')?.path ?? path,
    preTraffic: hooks.PreTraffic,
    postTraffic: hooks.PostTraffic,
    role: decide.unwrapped('Role') === '' ? undefined : decide.unwrapped('Role'),
    permissionsBoundary: decide.unwrapped('PermissionsBoundary'),
    rolePath: decide.unwrapped('RolePath'),
    triggers: decide.unwrapped('TriggerConfigurations'),
    ignoreAlarms: decide.boolean('IgnoreAlarms') ?? false,
    ignorePollAlarmFailure: decide.boolean('IgnorePollAlarmFailure'),
    rollback: settleRollback(decide),
    passCondition: decide.boolean('PassthroughCondition') ?? true,
  };
}

/** In SAM's spelling a preference without Type is an error, and no preference is no deployment. */
function settleType(
  mark: Mark,
  decide: Decider,
  path: Trail,
  values: Values,
  diagnostics: Diagnostics,
): Schedule | ConditionalSchedule | undefined {
  decide.refuseSecret('Type');
  const said = decide.raw('Type');
  if (!said) {
    if (mark.spelling === 'own') return parse(DEFAULT_TYPE, path, diagnostics);
    if (mark.hasPreference) diagnostics.report('SD2108', path);
    return undefined;
  }
  const schedule = branches(values.unwrap(said.value) ?? null, said.path, values, diagnostics);
  return schedule === 'None' ? undefined : schedule;
}

function branches(type: Json, path: Trail, values: Values, diagnostics: Diagnostics): Schedule | ConditionalSchedule | 'None' | undefined {
  const parts = ifParts(type);
  if (parts) {
    const [condition, yes, no] = parts;
    const [then, otherwise] = [yes, no].map((branch) => branches(values.unwrap(branch) ?? null, path, values, diagnostics));
    if (then === 'None' || otherwise === 'None') diagnostics.report('SD2103', path, { name: 'Type' });
    return then && otherwise && then !== 'None' && otherwise !== 'None' ? { condition, then, otherwise } : undefined;
  }
  const decided = values.resolve(type);
  if (decided === 'None') return 'None';
  if (!isDecided(decided)) return { kind: 'custom', name: type }; // a deployment config of this template, or another stack's
  return parse(decided ?? null, path, diagnostics);
}

function parse(type: Json, path: Trail, diagnostics: Diagnostics): Schedule | undefined {
  const schedule = parseSchedule(type);
  if (!isFault(schedule)) return schedule;
  const code = ({ unknown: 'SD2109', bounds: 'SD2110', nearMiss: 'SD2111' } as const)[schedule.fault];
  diagnostics.report(code, path, { meant: schedule.meant });
  return undefined;
}

function settleAlarms(
  mark: Mark,
  type: Schedule | ConditionalSchedule,
  decide: Decider,
  values: Values,
  diagnostics: Diagnostics,
): Deployment['alarms'] {
  const said = decide.raw('Alarms');
  if (!said) return mark.spelling === 'own' && isGradual(type) ? 'Default' : [];
  const value = values.unwrap(said.value) ?? [];
  if (value === 'Default') return 'Default';
  const alarms = alarmList(value, values);
  if (!alarms) decide.fault('Alarms', 'a list');
  else if (alarms.length > MOST_ALARMS) diagnostics.report('SD2112', said.path, { count: alarms.length });
  else if (alarms.some((alarm) => alarm === '' || (isObject(alarm) && !intrinsicOf(alarm))))
    decide.fault('Alarms', 'a list of Refs or names of alarms');
  return alarms ?? [];
}

/** The alarms of a list, of either branch of an undecided Fn::If, or of a parameter that holds a list. */
function alarmList(value: Json, values: Values): Json[] | undefined {
  if (Array.isArray(value)) return value.flatMap((alarm) => values.unwrap(alarm) ?? []);
  const parts = ifParts(value);
  if (parts) {
    const [condition, yes, no] = parts;
    const [then, otherwise] = [yes, no].map((branch) => alarmList(values.unwrap(branch) ?? [], values));
    const only = (alarm: Json, holds: boolean): Json => ({
      'Fn::If': holds ? [condition, alarm, { Ref: 'AWS::NoValue' }] : [condition, { Ref: 'AWS::NoValue' }, alarm],
    });
    return then && otherwise && [...then.map((alarm) => only(alarm, true)), ...otherwise.map((alarm) => only(alarm, false))];
  }
  const resolved = values.resolve(value);
  if (!Array.isArray(resolved) || !isObject(value)) return undefined;
  return resolved.map((_, index) => ({ 'Fn::Select': [String(index), value] })); // no parameter value in the output
}

export const isGradual = (type: Schedule | ConditionalSchedule): boolean => 'condition' in type || type.kind !== 'AllAtOnce';

type Hooks = { PreTraffic?: Json; PostTraffic?: Json };
function settleHooks(decide: Decider, values: Values, diagnostics: Diagnostics): Hooks {
  const hooks = decide.unwrapped('Hooks');
  const path = decide.raw('Hooks')?.path ?? [];
  if (hooks === undefined) return {};
  if (!isObject(hooks) || intrinsicOf(hooks)) {
    decide.fault('Hooks', 'a map of PreTraffic and PostTraffic');
    return {};
  }
  const result: Hooks = {};
  for (const [name, said] of Object.entries(hooks)) {
    const hook = said === null ? null : (values.unwrap(said) ?? null);
    if (name !== 'PreTraffic' && name !== 'PostTraffic') {
      diagnostics.report('SD2101', [...path, name], { name, hint: didYouMean(name, ['PreTraffic', 'PostTraffic']) });
    } else if (hook === null || (typeof hook === 'string' && hook !== '') || intrinsicOf(hook)) {
      if (hook !== null) result[name] = hook;
    } else diagnostics.report('SD2102', [...path, name], { name: `Hooks.${name}`, expected: 'the Ref, name, ARN or GetAtt of a function' });
  }
  return result;
}

function settleRollback(decide: Decider): readonly string[] {
  if (!decide.raw('Rollback')) return ROLLBACK_EVENTS;
  const events = decide.list('Rollback');
  if (events.some((event) => !(ROLLBACK_EVENTS as readonly string[]).includes(event)))
    decide.fault('Rollback', `a list of ${ROLLBACK_EVENTS.join(', ')}`);
  return events;
}
