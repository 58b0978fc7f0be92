import { dimensionsOf, namesFunction } from '../alarms/dimensions';
import { type Metric, metricsOf } from '../alarms/metrics';
import { asList, isObject, isScalar, type Json, type JsonObject, own } from '../template/json';
import { numberOf } from '../template/numbers';
import { soleReference } from '../template/references';
import type { Values } from '../template/values';
import type { Released } from '../version/released';
import { BREACHING, type DataPoint, type Evaluation, MISSING, type MissingData, WITHIN } from './alarmState';
import { type LambdaMetric, lambdaSeries } from './lambdaMetric';
import { type Expression, isMissing, Unknown } from './metricMath/expression';
import { parseMetricMath } from './metricMath/parse';
import type { Minutes } from './minutes';

/** An alarm as a rehearsal knows it. */
export interface Watch {
  /** Its logical id, or what Alarms says of it. */
  readonly name: string;
  readonly evaluation: Evaluation;
  /** Minutes of a data point. */
  readonly period: number;
  readonly readsDurations: boolean;
  /** What the data point that ends with a minute is. */
  dataPoints(minutes: Minutes): (time: number) => DataPoint;
}
/** An alarm that a rehearsal takes for silent, and what of it a rehearsal does not know. */
export interface LeftOut {
  readonly name: string;
  readonly unknown: string;
}

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};
const MISSING_DATA: readonly string[] = ['missing', 'ignore', 'breaching', 'notBreaching'] satisfies MissingData[];

/** Reads an alarm resource. What cannot be rehearsed says why. */
export function readAlarm(name: string, properties: JsonObject, released: Released, values: Values): Watch | LeftOut {
  try {
    const read = new Reader(properties, released, values);
    const watch = { name, ...read.alarm() };
    watch.dataPoints({} as Minutes); // compiles every expression once, so that what is not known is told now
    return watch;
  } catch (fault) {
    if (fault instanceof Unknown) return { name, unknown: fault.message };
    throw fault;
  }
}

class Reader {
  constructor(
    private readonly properties: JsonObject,
    private readonly released: Released,
    private readonly values: Values,
  ) {}

  alarm(): Omit<Watch, 'name'> {
    const breaches = COMPARISONS[this.text('ComparisonOperator')];
    const missingData = this.text('TreatMissingData') || 'missing';
    if (!breaches) unknown(`the ComparisonOperator ${this.text('ComparisonOperator')}`);
    if (!MISSING_DATA.includes(missingData)) unknown(`TreatMissingData: ${missingData}`);
    if (this.text('EvaluateLowSampleCountPercentile') === 'ignore') unknown('EvaluateLowSampleCountPercentile: ignore');
    const threshold = this.number('Threshold');
    const periods = this.number('EvaluationPeriods');
    const datapoints = this.properties.DatapointsToAlarm === undefined ? periods : this.number('DatapointsToAlarm');
    const metrics = metricsOf(this.properties, []).map((metric) => [metric.id, this.metric(metric)] as const);
    const period = Math.max(...metrics.map(([, metric]) => metric.period));
    const expression = this.watched();
    return {
      evaluation: { periods, datapoints, missingData: missingData as MissingData },
      period,
      readsDurations: metrics.some(([, { name }]) => name === 'Duration'),
      dataPoints: (minutes) => {
        const { at } = expression(new Map(metrics.map(([id, metric]) => [id, { isScalar: false, at: lambdaSeries(metric, minutes) }])));
        return (time) => {
          const value = at(time);
          if (isMissing(value)) return MISSING;
          return breaches(value, threshold) ? BREACHING : WITHIN;
        };
      },
    };
  }

  /** What the alarm watches: its one metric, or the query that returns data. */
  private watched(): (metrics: ReadonlyMap<Json | undefined, Expression>) => Expression {
    const queries = asList(this.properties.Metrics).filter(isObject);
    if (queries.length === 0) return (metrics) => metrics.get(undefined) ?? unknown('what it watches');
    const returned = queries.find((query) => query.Expression !== undefined && this.returnsData(query)) ?? queries.find(this.returnsData);
    const texts = new Map(queries.flatMap((query) => (query.Expression === undefined ? [] : [[query.Id, this.expression(query)]])));
    return (metrics) => {
      const open = new Set<Json | undefined>();
      const find = (id: Json | undefined): Expression | undefined => {
        const text = texts.get(id);
        if (text === undefined || open.has(id)) return metrics.get(id);
        open.add(id);
        const found = parseMetricMath(text as string, find);
        open.delete(id);
        return found;
      };
      return find(returned?.Id) ?? unknown('what it watches');
    };
  }

  private returnsData = (query: JsonObject): boolean => String(this.values.resolve(query.ReturnData) ?? true) !== 'false';

  private expression(query: JsonObject): string {
    const text = this.values.resolve(query.Expression);
    return typeof text === 'string' ? text : unknown('its Expression');
  }

  private metric(metric: Metric): LambdaMetric {
    const [namespace, name, statistic] = [metric.namespace, metric.name, metric.statistic].map((said) => this.values.resolve(said));
    if (namespace !== 'AWS/Lambda') unknown(`metrics of ${isScalar(namespace) ? namespace : 'this namespace'}`);
    if (name === 'Throttles') unknown('throttles');
    const seconds = metric.period === undefined ? 60 : numberOf(this.values, metric.period);
    if (!seconds || seconds % 60 !== 0) unknown('its Period');
    if (!isScalar(name) || !isScalar(statistic)) unknown('its metric');
    return { name: String(name), statistic: String(statistic), ofNew: this.isOfNew(metric), period: seconds / 60 };
  }

  /** Is it about the new version alone, or about all that callers meet? They all call the alias. */
  private isOfNew(metric: Metric): boolean {
    const { released, values } = this;
    const dimensions = dimensionsOf(metric, values);
    if (!dimensions?.has('FunctionName')) unknown('metrics of more than this function');
    if (!namesFunction(dimensions.get('FunctionName'), released, values)) unknown('another function');
    const resource = dimensions.get('Resource');
    if (resource === undefined) return false;
    if (!endsWith(values.resolve(resource), `:${released.settings.alias}`)) unknown('another alias or version');
    const version = dimensions.get('ExecutedVersion');
    if (version === undefined) return false;
    const target = soleReference(version);
    const isNew = target && (target.id === released.versionId || (target.id === released.id && /^Version\./.test(target.attribute)));
    return isNew ? true : unknown('the version that it watches');
  }

  private number(name: string): number {
    return numberOf(this.values, this.properties[name]) ?? unknown(`its ${name}`);
  }

  private text(name: string): string {
    const value = this.values.resolve(this.properties[name]);
    return isScalar(value) ? String(value) : '';
  }
}

function unknown(what: string): never {
  throw new Unknown(what);
}

function endsWith(text: Json | undefined, end: string): boolean {
  const join = own(text, 'Fn::Join');
  const last = Array.isArray(join) && Array.isArray(join[1]) ? join[1].at(-1) : text;
  return typeof last === 'string' && last.endsWith(end);
}
