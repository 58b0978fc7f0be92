import { fnIf, ifParts, isNoValue, NO_VALUE } from '../template/intrinsics';
import { isObject, type Json } from '../template/json';
import { isDecided, type Values } from '../template/values';
import { AlarmReader, type AlarmSetting, alarmsOf, isWish } from './alarms';
import { type ConditionalSchedule, firstStepMinutes, type Schedule } from './schedule';
import type { SettingReader } from './settingReader';

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
export const MOST_ALARMS = 10;

/** The alarms that a deployment watches: those that exist, and those to make. */
export function resolveAlarms(
  schedule: Schedule | ConditionalSchedule,
  byDefault: boolean,
  reader: SettingReader,
): readonly AlarmSetting[] {
  const { values, diagnostics } = reader;
  const said = reader.raw('Alarms');
  const alarmReader = new AlarmReader(firstStepMinutes(schedule), values, diagnostics);
  const path = said?.path ?? [];
  const value = said ? (values.unwrap(said.value) ?? []) : byDefault ? 'Default' : [];
  if (!isDecided(values.resolve(value)) && !Array.isArray(value) && !ifParts(value)) {
    reader.refuseUndecided('Alarms', { path, value });
    return [];
  }
  const list = value === 'Default' ? [value] : alarmList(value, values);
  if (!list) reader.fault('Alarms', 'a list of Refs, names and maps, or Default');
  const alarms = (list ?? [])
    .map((item, i) => alarmReader.read(item, Array.isArray(value) ? [...path, i] : path))
    .filter((alarm) => alarm !== undefined);
  const count = alarms.length > 0 ? mostAtOnce(alarms) : 0;
  if (count > MOST_ALARMS) diagnostics.report('SD2112', path, { count });
  return alarms;
}

/** How many alarms there can be at one time: of two branches only one counts. */
function mostAtOnce(alarms: readonly AlarmSetting[]): number {
  const branches = new Map<string, [then: number, otherwise: number]>();
  let always = 0;
  for (const alarm of alarms) {
    const [condition, yes, no] = isWish(alarm) ? [] : (ifParts(alarm.given) ?? []);
    if (condition === undefined) always += isWish(alarm) ? alarmsOf(alarm) : 1;
    else {
      const [then, otherwise] = branches.get(condition) ?? [0, 0];
      branches.set(condition, [then + Number(!isNoValue(yes)), otherwise + Number(!isNoValue(no))]);
    }
  }
  return [...branches.values()].reduce((sum, counts) => sum + Math.max(...counts), always);
}

/** The alarms of a list, of either branch of an undecided Fn::If, or of a parameter that holds a list. */
function alarmList(value: Json, values: Values): Json[] | undefined {
  if (Array.isArray(value)) return value;
  const parts = ifParts(value);
  if (parts) {
    const [condition, yes, no] = parts;
    const [then, otherwise] = [yes, no].map((branch) => alarmList(values.unwrap(branch) ?? [], values));
    const only = (alarm: Json, holds: boolean): Json => fnIf(condition, holds ? alarm : NO_VALUE, holds ? NO_VALUE : alarm);
    return then && otherwise && [...then.map((alarm) => only(alarm, true)), ...otherwise.map((alarm) => only(alarm, false))];
  }
  const resolved = values.resolve(value);
  if (!Array.isArray(resolved) || !isObject(value)) return undefined;
  if (resolved.every((name) => name === '')) return []; // the usual spelling of none
  return resolved.map((_, index) => ({ 'Fn::Select': [String(index), value] })); // no parameter value in the output
}
