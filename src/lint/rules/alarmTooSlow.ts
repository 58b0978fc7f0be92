import { metricsOf } from '../../alarms/metrics';
import { firstStepMinutes } from '../../settings/schedule';
import type { Json } from '../../template/json';
import { numberOf } from '../../template/numbers';
import { watchedAlarms, wishesOf } from '../alarms';
import { isGradual } from '../deployments';
import type { Remark, Rule, Subject } from '../rule';

/**
 * DatapointsToAlarm of EvaluationPeriods must breach, one in each Period.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export const alarmTooSlow: Rule = {
  code: 'SD3001',
  *check(subject) {
    yield* given(subject);
    yield* made(subject);
  },
};

const DEFAULT_PERIOD = 60;

function neededSeconds(
  subject: Subject,
  periods: readonly (Json | undefined)[],
  evaluated: Json | undefined,
  datapoints: Json | undefined,
) {
  const number = (node: Json | undefined) => numberOf(subject.values, node);
  const breaching = datapoints === undefined ? number(evaluated) : number(datapoints);
  const longest = periods.map((period) => (period === undefined ? DEFAULT_PERIOD : number(period)));
  if (breaching === undefined || longest.length === 0 || longest.includes(undefined)) return undefined;
  return Math.max(...(longest as number[])) * breaching;
}

function* given(subject: Subject): Generator<Remark> {
  for (const watched of watchedAlarms(subject)) {
    const { id, properties, path, released, step } = watched;
    const periods = metricsOf(watched.properties, watched.path).map(({ period }) => period);
    const seconds = neededSeconds(subject, periods, properties.EvaluationPeriods, properties.DatapointsToAlarm);
    if (seconds === undefined || step === undefined || seconds <= step * 60) continue;
    yield {
      path: [...path, 'DatapointsToAlarm' in properties ? 'DatapointsToAlarm' : 'EvaluationPeriods'],
      data: { alarm: id, needed: minutes(seconds), function: released.id, step },
      about: [id, released.id],
    };
  }
}

function* made(subject: Subject): Generator<Remark> {
  for (const { id, settings } of subject.functions.values()) {
    const { deployment } = settings;
    if (!deployment || deployment.ignoreAlarms || !isGradual(deployment.schedule)) continue;
    const step = firstStepMinutes(deployment.schedule);
    for (const { kind, period, evaluationPeriods, datapoints, path } of wishesOf(deployment)) {
      const seconds = neededSeconds(subject, [period], evaluationPeriods, datapoints);
      if (seconds === undefined || step === undefined || seconds <= step * 60) continue;
      yield { path, data: { alarm: `The alarm ${kind}`, needed: minutes(seconds), function: id, step }, about: [id] };
    }
  }
}

const minutes = (seconds: number): string => String(Math.round(seconds / 6) / 10);
