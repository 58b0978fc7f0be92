import type { Diagnostics } from '../diagnostics/diagnostics';
import { ifParts, intrinsicOf } from '../template/intrinsics';
import type { Json, Trail } from '../template/json';
import { isDecided, type Values } from '../template/values';
import type { Decider } from './decide';
import { settleHooks } from './hooks';
import type { Mark } from './marks';
import { isFault, parseSchedule, type Schedule } from './schedule';
import { type ConditionalSchedule, type Deployment, ROLLBACK_EVENTS } from './settings';
import { settleAlarms } from './settleAlarms';
import { settleTriggers } from './triggers';

const DEFAULT_TYPE = 'Canary10Percent5Minutes';

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
  return {
    schedule: type,
    alarms: settleAlarms(type, mark.spelling === 'own' && isGradual(type), decide, values, diagnostics),
    hooks: settleHooks(decide, values, diagnostics),
    role: values.resolve(decide.unwrapped('Role')) === '' ? undefined : decide.unwrapped('Role'),
    permissionsBoundary: decide.unwrapped('PermissionsBoundary'),
    rolePath: decide.unwrapped('RolePath'),
    triggers: settleTriggers(decide, values, diagnostics),
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
  const said = decide.raw('Type');
  if (said && values.secretsIn(said.value).length > 0) {
    decide.refuseSecret('Type');
    return undefined; // other errors would show the value, in a logical id for example
  }
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
  if (!isDecided(decided)) {
    if (intrinsicOf(type)) return { kind: 'custom', name: type }; // a deployment config of this template, or another stack's
    diagnostics.report('SD2103', path, { name: 'Type' });
    return undefined;
  }
  return parse(decided ?? null, path, diagnostics);
}

function parse(type: Json, path: Trail, diagnostics: Diagnostics): Schedule | undefined {
  const schedule = parseSchedule(type);
  if (!isFault(schedule)) return schedule;
  const code = ({ unknown: 'SD2109', bounds: 'SD2110', nearMiss: 'SD2111' } as const)[schedule.fault];
  diagnostics.report(code, path, { meant: schedule.meant });
  return undefined;
}

export const isGradual = (type: Schedule | ConditionalSchedule): boolean => 'condition' in type || type.kind !== 'AllAtOnce';

function settleRollback(decide: Decider): readonly string[] {
  if (!decide.raw('Rollback')) return ROLLBACK_EVENTS;
  const events = decide.list('Rollback');
  if (events.some((event) => !(ROLLBACK_EVENTS as readonly string[]).includes(event)))
    decide.fault('Rollback', `a list of ${ROLLBACK_EVENTS.join(', ')}`);
  return events;
}
