import type { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import { ifParts, intrinsicOf, NO_VALUE } from '../template/intrinsics';
import { asList, isObject, type Json, type JsonObject, own, type Trail } from '../template/json';
import { isDecided, type Values } from '../template/values';

/** An alarm that SafeDeploy makes: one on the alias and one on the new version alone. */
export interface AlarmWish {
  readonly kind: AlarmKind;
  readonly period: Json;
  readonly evaluationPeriods: Json;
  readonly datapoints: Json | undefined;
  /** Errors or throttles, percent or milliseconds; undefined for a duration that follows from the function's Timeout. */
  readonly threshold: Json | undefined;
  readonly minimumInvocations: Json;
  readonly percentile: Json;
  readonly actions: Json | undefined;
  readonly path: Trail;
}
/** One item of Alarms: an alarm that exists, or one to make. */
export type AlarmSetting = AlarmWish | { readonly given: Json };
export const isWish = (alarm: AlarmSetting): alarm is AlarmWish => 'kind' in alarm;

const COMMON = ['Period', 'EvaluationPeriods', 'DatapointsToAlarm', 'Actions'];
const KEYS = {
  Errors: ['Threshold', ...COMMON],
  ErrorRate: ['Percent', 'MinimumInvocations', ...COMMON],
  Duration: ['Percentile', 'Milliseconds', ...COMMON],
  Throttles: ['Threshold', ...COMMON],
} as const;
export type AlarmKind = keyof typeof KEYS;
const KINDS = Object.keys(KEYS) as AlarmKind[];

const DAY = 86_400;
const integer = (least: number, most: number) => (value: number) => Number.isInteger(value) && value >= least && value <= most;

/** Reads one item of Alarms. An intrinsic may stand for any number; what macro time knows of it is checked. */
export class AlarmReader {
  constructor(
    private readonly step: number | undefined,
    private readonly values: Values,
    private readonly diagnostics: Diagnostics,
  ) {}

  read(said: Json, path: Trail): AlarmSetting | undefined {
    // a decided Fn::If stays around an alarm that has that Condition itself; a map that makes one needs the decision
    const item = ifParts(said) && !hidesMap(said) ? said : this.values.unwrap(said);
    if (item === undefined) return undefined;
    if (item === 'Default') return this.wish('Errors', {}, path);
    if (hidesMap(item) && ifParts(item)) return void this.diagnostics.report('SD2204', path);
    if ((typeof item === 'string' && item !== '') || intrinsicOf(item)) return { given: item };
    const [kind, ...more] = isObject(item) ? Object.keys(item) : [];
    if (kind === undefined || more.length > 0 || !KINDS.includes(kind as AlarmKind)) {
      this.diagnostics.report('SD2201', path, { hint: kind === undefined || more.length > 0 ? '' : didYouMean(kind, KINDS) });
      return undefined;
    }
    const inner = this.values.unwrap((item as JsonObject)[kind] ?? {}) ?? {};
    if (isObject(inner) && !intrinsicOf(inner)) return this.wish(kind as AlarmKind, inner, [...path, kind]);
    this.diagnostics.report('SD2203', [...path, kind], { name: kind, expected: `a map of ${KEYS[kind as AlarmKind].join(', ')}, or {}` });
    return undefined;
  }

  private wish(kind: AlarmKind, said: JsonObject, path: Trail): AlarmWish {
    for (const name of Object.keys(said)) {
      if ((KEYS[kind] as readonly string[]).includes(name)) continue;
      this.diagnostics.report('SD2202', [...path, name], { name, kind, hint: didYouMean(name, KEYS[kind]) });
    }
    const number = (name: string, expected: string, fits: (value: number) => boolean) => this.number(said, name, path, expected, fits);
    const period = number('Period', 'seconds in whole minutes, 60 to 86400', (value) => integer(60, DAY)(value) && value % 60 === 0);
    const evaluationPeriods = number('EvaluationPeriods', 'a whole number from 1 to 1440', integer(1, 1_440));
    // half of the first step: metrics come a minute or two late, and the alarm must still have time to stop the rest
    const steady = kind === 'Errors' || kind === 'Throttles' || said.Period !== undefined;
    const usual = steady ? 1 : Math.min(3, Math.max(1, Math.floor((this.step ?? 1) / 2)));
    const most = Number(evaluationPeriods ?? usual) || 1_440;
    const datapoints = number('DatapointsToAlarm', 'a whole number from 1 to EvaluationPeriods', integer(1, most));
    const seconds = Number(period ?? 60) * Number(evaluationPeriods ?? usual);
    if (seconds > (Number(period) >= 3_600 ? 7 * DAY : DAY)) this.diagnostics.report('SD2206', path);
    const threshold =
      number('Threshold', 'a number from 0', (value) => value >= 0) ??
      number('Percent', 'a number from 0 to 100', (value) => value >= 0 && value < 100) ??
      number('Milliseconds', 'a number from 1 to 900000', (value) => value > 0 && value <= 900_000);
    return {
      kind,
      path,
      period: period ?? 60,
      evaluationPeriods: evaluationPeriods ?? usual,
      datapoints,
      threshold: threshold ?? { Errors: 0, Throttles: 0, ErrorRate: 5, Duration: undefined }[kind],
      minimumInvocations: number('MinimumInvocations', 'a whole number from 1', integer(1, 1e9)) ?? 10,
      percentile: this.percentile(said, path),
      actions: this.actions(said, path),
    };
  }

  private number(said: JsonObject, name: string, path: Trail, expected: string, fits: (value: number) => boolean): Json | undefined {
    const value = this.values.unwrap(own(said, name) ?? NO_VALUE);
    const resolved = this.values.resolve(value);
    if (resolved === undefined) return undefined;
    if (!isDecided(resolved)) return value;
    const text = typeof resolved === 'number' || (typeof resolved === 'string' && resolved.trim() !== '') ? Number(resolved) : Number.NaN;
    if (!fits(text)) this.diagnostics.report('SD2203', [...path, name], { name, expected });
    return intrinsicOf(value) ? value : text;
  }

  private percentile(said: JsonObject, path: Trail): Json {
    const value = this.values.unwrap(own(said, 'Percentile') ?? 'p99') ?? 'p99';
    const resolved = this.values.resolve(value);
    if (isDecided(resolved) && !/^p(100|\d{1,2}(\.\d{1,10})?)$/.test(String(resolved))) {
      this.diagnostics.report('SD2203', [...path, 'Percentile'], { name: 'Percentile', expected: 'p and a number, such as p99 or p99.9' });
    }
    return value;
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
        expected: 'a list of at most five Refs or ARNs, of SNS topics for example',
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
