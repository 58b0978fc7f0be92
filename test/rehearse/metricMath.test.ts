import { Unknown } from '../../src/rehearse/metricMath/expression';
import { parseMetricMath } from '../../src/rehearse/metricMath/parse';
import { evaluated } from './support/series';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
describe("CloudWatch's examples", () => {
  const metrics = { metric1: '30, 20, 0, 0', metric2: '20, -, 20, -' };
  test.each([
    ['(metric1 < metric2)', '0, 0, 1, 0'],
    ['(metric1 >= 30)', '1, 0, 0, 0'],
    ['(metric1 > 15 AND metric2 > 15)', '1, 0, 0, 0'],
  ])('%s', (expression, expected) => {
    expect(evaluated(expression, metrics)).toBe(expected);
  });

  const three = { metric1: '1, 1, 0, 0, -', metric2: '30, -, 0, 0, 30', metric3: '0, 0, 20, -, 20' };
  test.each([
    ['IF(metric1, metric2, metric3)', '30, 0, 20, -, -'],
    ['IF(metric1, 5, metric3)', '5, 5, 20, -, -'],
    ['IF(metric1, metric2, 5)', '30, 0, 5, 5, -'],
    ['IF(metric1, metric2)', '30, 0, -, -, -'],
  ])('%s', (expression, expected) => {
    expect(evaluated(expression, three)).toBe(expected);
  });
});

describe('arithmetic', () => {
  const metrics = { a: '6, 6, -, -, 0', b: '3, -, 3, -, 0' };
  test.each([
    ['a + b', '9, 6, 3, -, 0'],
    ['a - b', '3, 6, -3, -, 0'],
    ['a * 2', '12, 12, -, -, 0'],
    ['a / b', '2, -, 0, -, -'], // a division by zero drops the data point
    ['100 / a', '16.666666666666668, 16.666666666666668, -, -, -'],
    ['2 + 3 * a', '20, 20, -, -, 2'],
    ['(2 + 3) * a', '30, 30, -, -, 0'],
    ['a - 1 - 1', '4, 4, -, -, -2'],
    ['12 / a / 2', '1, 1, -, -, -'],
    ['-a + 1', '-5, -5, -, -, 1'],
    ['2 ^ a', '64, 64, -, -, 1'],
    ['-2 ^ 2 + a', '2, 2, -, -, -4'],
    ['a>=6||b>=3', '1, 1, 1, -, 0'],
    ['a >= 6 OR b >= 3 AND b < 0', '1, 1, 0, -, 0'],
    ['a - b >= 3 && a == 6', '1, 1, 0, -, 0'],
    ['a != 6', '0, 0, -, -, 1'],
    ['a <= 5', '0, 0, -, -, 1'],
  ])('%s', (expression, expected) => {
    expect(evaluated(expression, metrics)).toBe(expected);
  });
});

test.each([
  ['FILL(a, 0)', '6, 0'],
  ['FILL(a, b)', '6, 4'],
  ['SUM([a, b])', '8, 4'],
  ['AVG([a, b])', '4, 2'],
  ['MAX([a, b])', '6, 4'],
  ['MIN([a, b])', '2, 4'],
  ['ABS(-b)', '2, 4'],
  ['CEIL(b / 3)', '1, 2'],
  ['FLOOR(b / 3)', '0, 1'],
  ['100 - 100 * a / MAX([a, b])', '0, 100'],
])('%s', (expression, expected) => {
  expect(evaluated(expression, { a: '6, -', b: '2, 4' })).toBe(expected);
});

describe('what is not known says so', () => {
  test.each([
    ['ANOMALY_DETECTION_BAND(a, 2)', 'the function ANOMALY_DETECTION_BAND'],
    ['AVG(a)', 'a function over the data points of one metric'],
    ['FILL(a, REPEAT)', 'the id REPEAT'],
    ['a + c', 'the id c'],
    ...['a +', 'IF(a', 'IF(a)', 'FILL(a)', 'a b', 'a % 2', '', ')', 'SUM([a)'].map((text) => [text, `the expression ${text}`]),
  ])('%s', (expression, what) => {
    const parse = () => parseMetricMath(expression, (id) => (id === 'a' ? { isScalar: false, at: () => 1 } : undefined));
    expect(parse).toThrow(new Unknown(what));
  });
});
