import type { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import { ifParts, intrinsicOf, NO_VALUE } from '../template/intrinsics';
import { asList, isObject, type Json, type JsonObject, own, type Trail } from '../template/json';
import { isDecided, type Values } from '../template/values';
import {
  ALARM_KINDS,
  ALARM_NAMES,
  type AlarmKind,
  COMMON,
  datapoints,
  isRegression,
  type Key,
  keysOf,
  METRICS,
  MOST_PERIODS,
  numberIn,
} from './alarmKinds';
import { becauseUnknown } from './undecided';

/** An alarm to make: those of one item of Alarms. */
export interface AlarmWish {
  readonly kind: AlarmKind;
  readonly period: Json;
  readonly evaluationPeriods: Json;
  readonly datapoints: Json | undefined;
  /** By the keys of the kind, with their defaults. */
  readonly values: Readonly<Record<string, Json | undefined>>;
  readonly actions: Json | undefined;
  readonly path: Trail;
}
/** One item of Alarms: an alarm that exists, or one to make. */
export type AlarmSetting = AlarmWish | { readonly given: Json };
export const isWish = (alarm: AlarmSetting): alarm is AlarmWish => 'kind' in alarm;

/** Of a map two are made, one on the alias and one on the new version alone. A comparison of the two is one. */
export const alarmsOf = ({ kind }: AlarmWish): number => (isRegression(kind) ? 1 : 2);

/** Half of the first step: metrics come a minute or two late, and the alarm must still have time to stop the rest. */
export const usualPeriods = (kind: AlarmKind, step = 1): number =>
  'Threshold' in ALARM_KINDS[kind] ? 1 : Math.min(3, Math.max(1, Math.floor(step / 2)));

const DAY = 86_400;

/** Reads one item of Alarms. An intrinsic may stand for any number; what macro time knows of it is checked. */
export class AlarmReader {
  constructor(
    private readonly step: number | undefined,
    private readonly values: Values,
    private readonly diagnostics: Diagnostics,
  ) {}

  read(written: Json, path: Trail): AlarmSetting | undefined {
    // a decided Fn::If stays around an alarm that has that Condition itself; a map that makes one needs the decision
    const item = ifParts(written) && !hidesMap(written) ? written : this.values.unwrap(written);
    if (item === undefined) return undefined;
    if (item === 'Default') return this.wish('Errors', {}, path);
    if (hidesMap(item) && ifParts(item))
      return void this.diagnostics.report('SD2204', path, { because: becauseUnknown(item, this.values) });
    if ((typeof item === 'string' && item !== '') || intrinsicOf(item)) return { given: item };
    const [said, ...more] = isObject(item) ? Object.keys(item) : [];
    const name = more.length > 0 ? undefined : ALARM_NAMES.find((known) => known === said);
    if (name === undefined) {
      this.diagnostics.report('SD2201', path, { hint: said === undefined || more.length > 0 ? '' : didYouMean(said, ALARM_NAMES) });
      return undefined;
    }
    const at = [...path, name];
    const inner = this.values.unwrap((item as JsonObject)[name] ?? {}) ?? {};
    const isMap = isObject(inner) && !intrinsicOf(inner);
    const kind = name === 'Regression' ? this.regression(isMap ? inner : {}, at) : (name as AlarmKind);
    if (kind && isMap) return this.wish(kind, inner, at);
    if (kind) this.diagnostics.report('SD2203', at, { name, expected: `a map of ${keysOf(kind).join(', ')}, or {}` });
    return undefined;
  }

  private wish(kind: AlarmKind, said: JsonObject, path: Trail): AlarmWish {
    const keys: Readonly<Record<string, Key>> = ALARM_KINDS[kind];
    const known = keysOf(kind);
    for (const name of Object.keys(said)) {
      if (!known.includes(name)) {
        this.diagnostics.report('SD2202', [...path, name], { name, kind, hint: didYouMean(name, known) });
      }
    }
    const value = (name: string, key: Key) => this.value(said, name, key, path);
    const period = value('Period', COMMON.Period) as Json;
    const evaluationPeriods =
      value('EvaluationPeriods', COMMON.EvaluationPeriods) ?? (said.Period === undefined ? usualPeriods(kind, this.step) : 1);
    const seconds = Number(period) * Number(evaluationPeriods);
    if (seconds > (Number(period) >= 3_600 ? 7 * DAY : DAY)) this.diagnostics.report('SD2206', path);
    return {
      kind,
      path,
      period,
      evaluationPeriods,
      datapoints: value('DatapointsToAlarm', datapoints(Number(evaluationPeriods) || MOST_PERIODS)),
      values: Object.fromEntries(Object.keys(keys).map((name) => [name, value(name, keys[name] as Key)])),
      actions: this.actions(said, path),
    };
  }

  /** The kind that compares what Metric says. The percentiles of two versions do not add up to that of both. */
  private regression(said: JsonObject, path: Trail): AlarmKind | undefined {
    const metric = METRICS.find((name) => name === (this.values.resolve(own(said, 'Metric')) ?? METRICS[0]));
    const wrong = 'Percentile' in said ? 'Percentile' : metric ? undefined : 'Metric';
    if (wrong) this.diagnostics.report('SD2207', [...path, wrong]);
    return wrong ? undefined : `${metric as (typeof METRICS)[number]}Regression`;
  }

  /** What is said for a key, or its default. Numbers are numbers then. */
  private value(said: JsonObject, name: string, [byDefault, expected, fits]: Key, path: Trail): Json | undefined {
    const value = this.values.unwrap(own(said, name) ?? NO_VALUE);
    const resolved = this.values.resolve(value);
    if (resolved === undefined || value === undefined) return byDefault;
    if (!isDecided(resolved)) return value;
    if (!fits(resolved)) this.diagnostics.report('SD2203', [...path, name], { name, expected });
    return intrinsicOf(value) || Number.isNaN(numberIn(resolved)) ? value : numberIn(resolved);
  }

  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: at most five, all of them ARNs. */
  private actions(said: JsonObject, path: Trail): Json | undefined {
    const value = this.values.unwrap(own(said, 'Actions') ?? NO_VALUE);
    if (value === undefined || ifParts(value)) return value;
    const actions = asList(value).flatMap((action) => this.values.unwrap(action) ?? []);
    const isArn = (action: Json | undefined) => !isDecided(action) || (typeof action === 'string' && action.startsWith('arn:'));
    if (actions.length > 5 || !actions.every((action) => isArn(this.values.resolve(action)))) {
      this.diagnostics.report('SD2203', [...path, 'Actions'], {
        name: 'Actions',
        expected: 'a list of at most five Refs or ARNs, for example of SNS topics',
      });
    }
    return actions.length > 0 ? actions : undefined;
  }
}

/** A map in any branch. Below a Fn::If that only CloudFormation decides nobody knows whether to make the alarm. */
function hidesMap(item: Json): boolean {
  const parts = ifParts(item);
  return parts ? hidesMap(parts[1]) || hidesMap(parts[2]) : isObject(item) && intrinsicOf(item) === undefined;
}
