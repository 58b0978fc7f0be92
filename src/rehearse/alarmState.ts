/** What CloudWatch calls an alarm's data points: within the threshold, beyond it, or not there. */
export const WITHIN = 0;
export const BREACHING = 1;
export const MISSING = 2;
export type DataPoint = typeof WITHIN | typeof BREACHING | typeof MISSING;

export type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

export interface Evaluation {
  /** EvaluationPeriods. */
  readonly periods: number;
  /** DatapointsToAlarm. */
  readonly datapoints: number;
  readonly missingData: MissingData;
}

/**
 * CloudWatch reads more data points than EvaluationPeriods, so that some may be missing. How many is not documented; its examples
 * read 5 for 3.
 */
export const evaluationRange = (periods: number): number => periods + 2;

/**
 * The state of an alarm by the data points of its evaluation range: `at(0)` is the latest.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function alarmState({ periods, datapoints, missingData }: Evaluation, at: (age: number) => DataPoint, before: State): State {
  const range = evaluationRange(periods);
  let real = 0;
  let breaching = 0;
  let oldest = 0;
  for (let age = 0; age < range && real < periods; age++) {
    const point = at(age);
    if (point === MISSING) continue;
    real++;
    breaching += point;
    oldest = age;
  }
  if (breaching >= datapoints) return 'ALARM';
  if (real === periods || missingData === 'notBreaching') return 'OK';
  if (missingData === 'breaching') return breaching + periods - real >= datapoints ? 'ALARM' : 'OK';
  if (breaching < real) return 'OK';
  if (missingData === 'ignore') return before;
  // nothing but breaching points and gaps: the oldest must be old enough
  return real > 0 && oldest + 1 >= datapoints ? 'ALARM' : 'INSUFFICIENT_DATA';
}
