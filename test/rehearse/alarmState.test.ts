import {
  alarmState,
  BREACHING,
  type DataPoint,
  evaluationRange,
  MISSING,
  type MissingData,
  type State,
  WITHIN,
} from '../../src/rehearse/alarmState';

const POINTS: Readonly<Record<string, DataPoint>> = { '0': WITHIN, X: BREACHING, '-': MISSING };

/** `0 - X - X`: the latest on the right. */
function state(points: string, periods: number, datapoints: number, missingData: MissingData, before: State = 'OK'): State {
  const list = points.split(' ').map((point) => POINTS[point] as DataPoint);
  return alarmState({ periods, datapoints, missingData }, (age) => list[list.length - 1 - age] ?? MISSING, before);
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html, its two tables and what is said beside them */
describe("CloudWatch's examples", () => {
  const RETAINED = 'Retain current state';
  const NO_DATA = 'INSUFFICIENT_DATA';
  describe.each<[datapoints: number, points: string, missing: string, ignore: string, breaching: string, notBreaching: string]>([
    [3, '0 - X - X', 'OK', 'OK', 'OK', 'OK'],
    [3, '0 - - - -', 'OK', 'OK', 'OK', 'OK'],
    [3, '- - - - -', NO_DATA, RETAINED, 'ALARM', 'OK'],
    [3, '0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    [3, '- - X - -', 'ALARM', RETAINED, 'ALARM', 'OK'],
    [2, '0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    [2, '0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    [2, '0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
    [2, '- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
    [2, '- - - X -', 'ALARM', RETAINED, 'ALARM', 'OK'],
  ])('%i of 3: %s', (datapoints, points, missing, ignore, breaching, notBreaching) => {
    test.each<[MissingData, string]>([
      ['missing', missing],
      ['breaching', breaching],
      ['notBreaching', notBreaching],
    ])('%s', (missingData, expected) => {
      expect(state(points, 3, datapoints, missingData)).toBe(expected);
    });

    test.each<State>(['OK', 'ALARM', 'INSUFFICIENT_DATA'])('ignore, and %s before', (before) => {
      expect(state(points, 3, datapoints, 'ignore', before)).toBe(ignore === RETAINED ? before : ignore);
    });
  });

  test.each(['- - - - X', '- - - X -'])('%s is too young to alarm where missing data is missing', (points) => {
    expect(state(points, 3, 3, 'missing')).not.toBe('ALARM');
  });

  test('the range of three periods is five', () => {
    expect(evaluationRange(3)).toBe(5);
  });
});

test.each<[points: string, periods: number, datapoints: number, expected: State]>([
  ['0 0 X', 1, 1, 'ALARM'],
  ['0 X 0', 1, 1, 'OK'],
  ['0 X -', 1, 1, 'ALARM'],
  ['X - -', 1, 1, 'ALARM'],
  ['X - - -', 1, 1, 'OK'],
  ['X X 0 0 0', 5, 2, 'ALARM'],
  ['X X X 0', 3, 3, 'OK'],
  ['0 X X X', 3, 3, 'ALARM'],
])('%s, of %i periods %i', (points, periods, datapoints, expected) => {
  expect(state(points, periods, datapoints, 'notBreaching')).toBe(expected);
});
