import type { JsonObject } from '../../src/template/json';
import { alarmsOf } from './support/released';
import { evaluated } from './support/series';

/** The expressions that SafeDeploy makes, evaluated over minutes that were prepared. A limit is beyond what is said here. */
interface Query extends JsonObject {
  Id: string;
}

function queriesOf(mark: string, id: string): Query[] {
  const alarm = alarmsOf(mark).get(id);
  if (!alarm) throw new Error(`there is no ${id} among ${[...alarmsOf(mark).keys()]}`);
  return alarm.Metrics as unknown as Query[];
}

const expressionOf = (queries: readonly Query[]): string => String(queries.find(({ ReturnData }) => ReturnData === true)?.Expression);

describe('ErrorRate: what fails of a hundred', () => {
  const expression = expressionOf(queriesOf('{ Alarms: [{ Regression: { Metric: ErrorRate } }] }', 'FErrorRateRegressionAlarm'));
  //                                        new          failed   of both       failed
  test.each<[name: string, invocations: string, errors: string, aliasInvocations: string, aliasErrors: string, expected: string]>([
    ['regressed', '100, 100', '30, 10', '1000, 1000', '30, 19', '30, 9'],
    ['equal', '100, 100', '1, 0', '1000, 1000', '10, 0', '0, 0'],
    ['better', '100', '0', '1100', '100', '-10'],
    ['noisy: one of twenty', '20', '1', '200', '1', '5'],
    ['noisy: a minute with few', '19, 20', '19, 0', '200, 200', '19, 0', '0, 0'],
    ['no old traffic', '100', '50', '100', '50', '0'],
    ['little old traffic', '100, 100', '50, 50', '119, 120', '50, 50', '0, 50'],
    ['no new traffic', '-, -', '-, -', '1000, 1000', '500, 0', '0, 0'],
    ['no traffic', '-', '-', '-', '-', '-'],
    ['both bad', '100', '40', '1000', '400', '0'],
    ['the old one bad', '100', '0', '1000', '450', '-50'],
    ['data of both that is late', '100', '50', '-', '-', '0'],
  ])('%s', (_, invocations, errors, aliasInvocations, aliasErrors, expected) => {
    expect(evaluated(expression, { invocations, errors, aliasInvocations, aliasErrors })).toBe(expected);
  });
});

describe('Duration: how many times as long', () => {
  const expression = expressionOf(queriesOf('{ Alarms: [{ Regression: { Metric: Duration } }] }', 'FDurationRegressionAlarm'));
  test.each<[name: string, invocations: string, duration: string, aliasInvocations: string, aliasDuration: string, expected: string]>([
    ['regressed', '100', '20000', '1100', '120000', '2'],
    ['equal', '100', '10000', '1000', '100000', '1'],
    ['faster', '100', '5000', '1000', '95000', '0.5'],
    ['noisy: a minute with few', '19', '19000', '1000', '117100', '0'],
    ['no old traffic', '100', '20000', '100', '20000', '0'],
    ['little old traffic', '100, 100', '20000, 20000', '119, 120', '21900, 22000', '0, 2'],
    ['no new traffic', '-', '-', '1000', '100000', '0'],
    ['no traffic', '-', '-', '-', '-', '-'],
    ['both slow', '100', '90000', '1000', '900000', '1'],
  ])('%s', (_, invocations, duration, aliasInvocations, aliasDuration, expected) => {
    expect(evaluated(expression, { invocations, duration, aliasInvocations, aliasDuration })).toBe(expected);
  });
});

test('ErrorRate alone: what fails of a hundred, where there are enough', () => {
  const queries = queriesOf('{ Alarms: [{ ErrorRate: { MinimumInvocations: 50 } }] }', 'FVersionErrorRateAlarm');
  expect(evaluated(expressionOf(queries), { invocations: '100, 50, 49, -', errors: '7, 50, 49, -' })).toBe('7, 100, 0, -');
});

/**
 * At most ten metrics and ten expressions, one of which returns data; every metric of the same period.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html
 */
test.each([
  ['{ Alarms: [{ Regression: { Period: 120 } }] }', 'FErrorRateRegressionAlarm'],
  ['{ Alarms: [{ Regression: { Metric: Duration, Period: 120 } }] }', 'FDurationRegressionAlarm'],
  ['{ Alarms: [{ ErrorRate: { Period: 120 } }] }', 'FVersionErrorRateAlarm'],
])('%s keeps the limits of an alarm', (mark, id) => {
  const queries = queriesOf(mark, id);
  const metrics = queries.filter(({ MetricStat }) => MetricStat !== undefined);
  expect(metrics.length).toBeLessThanOrEqual(10);
  expect(queries.filter(({ ReturnData }) => ReturnData === true)).toHaveLength(1);
  expect(metrics.every(({ MetricStat }) => (MetricStat as JsonObject).Period === 120)).toBe(true);
  expect(queries.every(({ Id }) => /^[a-z][A-Za-z0-9_]*$/.test(Id))).toBe(true);
  expect(new Set(queries.map(({ Id }) => Id)).size).toBe(queries.length);
});

test('what the alias serves is compared with what the new version alone does', () => {
  const queries = queriesOf('{ Alarms: [{ Regression: {} }] }', 'FErrorRateRegressionAlarm');
  const dimensions = Object.fromEntries(
    queries.flatMap(({ Id, MetricStat }) => {
      const metric = (MetricStat as JsonObject | undefined)?.Metric as JsonObject | undefined;
      return metric ? [[Id, [metric.MetricName, ...(metric.Dimensions as JsonObject[]).map(({ Name }) => Name)].join(' ')]] : [];
    }),
  );
  expect(dimensions).toEqual({
    errors: 'Errors FunctionName Resource ExecutedVersion',
    invocations: 'Invocations FunctionName Resource ExecutedVersion',
    aliasErrors: 'Errors FunctionName Resource',
    aliasInvocations: 'Invocations FunctionName Resource',
  });
});
