import type { Diagnostics } from '../diagnostics/diagnostics';
import { ifParts, intrinsicOf } from '../template/intrinsics';
import type { Json, Trail } from '../template/json';
import { isDecided } from '../template/values';
import { resolveHooks } from './hooks';
import type { Mark } from './marks';
import { resolveAlarms } from './resolveAlarms';
import { type ConditionalSchedule, isFault, parseSchedule, type Schedule } from './schedule';
import type { SettingReader } from './settingReader';
import { type Deployment, ROLLBACK_EVENTS } from './settings';
import { resolveTriggers } from './triggers';

const DEFAULT_TYPE = 'Canary10Percent5Minutes';

/** undefined: the alias moves at once, without CodeDeploy. */
export function resolveDeployment(mark: Mark, reader: SettingReader, path: Trail): Deployment | undefined {
  if (reader.boolean('Enabled') === false) return undefined;
  const type = resolveType(mark, reader, path);
  if (type === undefined) return undefined;
  return {
    schedule: type,
    alarms: resolveAlarms(type, mark.spelling === 'own' && mayBeGradual(type), reader),
    hooks: resolveHooks(reader),
    role: reader.values.resolve(reader.unwrapped('Role')) === '' ? undefined : reader.unwrapped('Role'),
    permissionsBoundary: reader.unwrapped('PermissionsBoundary'),
    rolePath: reader.unwrapped('RolePath'),
    triggers: resolveTriggers(reader),
    ignoreAlarms: reader.boolean('IgnoreAlarms') ?? false,
    ignorePollAlarmFailure: reader.boolean('IgnorePollAlarmFailure'),
    rollback: resolveRollback(reader),
    passCondition: reader.boolean('PassthroughCondition') ?? true,
  };
}

/** In SAM's spelling a preference without Type is an error, and no preference is no deployment. */
function resolveType(mark: Mark, reader: SettingReader, path: Trail): Schedule | ConditionalSchedule | undefined {
  const { values, diagnostics } = reader;
  const said = reader.raw('Type');
  if (said && values.secretsIn(said.value).length > 0) {
    reader.refuseSecret('Type');
    return undefined; // other errors would show the value, in a logical id for example
  }
  if (!said) {
    if (mark.spelling === 'own') return parse(DEFAULT_TYPE, path, diagnostics);
    if (mark.hasPreference) diagnostics.report('SD2108', path);
    return undefined;
  }
  const schedule = branches(values.unwrap(said.value) ?? null, said.path, reader);
  return schedule === 'None' ? undefined : schedule;
}

function branches(type: Json, path: Trail, reader: SettingReader): Schedule | ConditionalSchedule | 'None' | undefined {
  const { values, diagnostics } = reader;
  const undecided = () => reader.refuseUndecided('Type', { path, value: type });
  const parts = ifParts(type);
  if (parts) {
    const [condition, yes, no] = parts;
    const [then, otherwise] = [yes, no].map((branch) => branches(values.unwrap(branch) ?? null, path, reader));
    if (then === 'None' || otherwise === 'None') undecided();
    return then && otherwise && then !== 'None' && otherwise !== 'None' ? { condition, then, otherwise } : undefined;
  }
  const decided = values.resolve(type);
  if (decided === 'None') return 'None';
  if (!isDecided(decided)) {
    if (intrinsicOf(type)) return { kind: 'custom', name: type }; // a deployment config of this template, or another stack's
    undecided();
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

/** A deployment config that somebody else made may shift in steps. */
const mayBeGradual = (type: Schedule | ConditionalSchedule): boolean => 'condition' in type || type.kind !== 'AllAtOnce';

function resolveRollback(reader: SettingReader): readonly string[] {
  if (!reader.raw('Rollback')) return ROLLBACK_EVENTS;
  const events = reader.list('Rollback');
  if (events.some((event) => !(ROLLBACK_EVENTS as readonly string[]).includes(event)))
    reader.fault('Rollback', `a list of ${ROLLBACK_EVENTS.join(', ')}`);
  return events;
}
