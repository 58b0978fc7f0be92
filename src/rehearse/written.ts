import { spell } from '../plan/spell';
import { ALARM_KINDS, type AlarmKind, type Key } from '../settings/alarmKinds';
import { type AlarmSetting, type AlarmWish, isWish, usualPeriods } from '../settings/alarms';
import { isScalar, type Json } from '../template/json';
import { soleReference } from '../template/references';

/** An item of Alarms as its author may write it: `!Ref UnpaidInvoices`, a name, or a map with what is not the default. */
export function written(alarm: AlarmSetting): string {
  if (!isWish(alarm)) return value(alarm.given);
  const [name, metric] = alarm.kind.endsWith('Regression') ? ['Regression', alarm.kind.replace('Regression', '')] : [alarm.kind];
  const said = [...(metric ? [`Metric: ${metric}`] : []), ...keys(alarm)];
  return said.length > 0 ? `{ ${name}: { ${said.join(', ')} } }` : `{ ${name}: {} }`;
}

/** How many periods are the default depends on the schedule. */
const usual = (kind: AlarmKind): readonly Json[] => [1, usualPeriods(kind, 4), usualPeriods(kind, 6)];

function keys({ kind, values, period, evaluationPeriods, datapoints, actions }: AlarmWish): string[] {
  const own: Readonly<Record<string, Key>> = ALARM_KINDS[kind];
  const defaults = { ...Object.fromEntries(Object.entries(own).map(([name, [byDefault]]) => [name, byDefault])), Period: 60 };
  const periods = usual(kind).includes(evaluationPeriods) ? undefined : evaluationPeriods;
  const said = { ...values, Period: period, EvaluationPeriods: periods, DatapointsToAlarm: datapoints, Actions: actions };
  return Object.entries(said)
    .filter(([name, given]) => given !== undefined && given !== (defaults as Record<string, Json | undefined>)[name])
    .map(([name, given]) => `${name}: ${value(given as Json)}`);
}

function value(given: Json): string {
  if (Array.isArray(given)) return `[${given.map(value).join(', ')}]`;
  if (isScalar(given) || soleReference(given)?.attribute !== '') return spell(given);
  return `!Ref ${spell(given)}`;
}
