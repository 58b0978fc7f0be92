import type { Json } from '../template/json';

/** What one key of an alarm takes: its default, in words what is right, and whether a decided value is. */
export type Key = readonly [byDefault: Json | undefined, expected: string, fits: (value: Json) => boolean];
type Keys = Readonly<Record<string, Key>>;

/** NaN for what is no number, nor a text that is one. */
export const numberIn = (value: Json): number =>
  typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN;
const number =
  (least: number, most = 1e15) =>
  (value: Json) =>
    numberIn(value) >= least && numberIn(value) <= most;
const whole = (least: number, most: number, unit = 1) => {
  const between = number(least, most);
  return (value: Json) => between(value) && numberIn(value) % unit === 0;
};

const COUNT: Keys = { Threshold: [0, 'a number of at least 0', number(0)] };
const percent: Key[2] = (value) => number(0, 100)(value) && numberIn(value) !== 100;
const invocations = (byDefault: number): Key => [byDefault, 'a whole number of at least 1', whole(1, 1e9)];

/**
 * Every kind of alarm that SafeDeploy makes, by the keys of its own; the first is the threshold. With what the kind measures,
 * in generate/madeAlarms.ts, this is all that makes a kind: the schema of the settings follows from this table.
 * A regression compares the new version with the old one; what follows from its Metric are kinds of their own here.
 */
export const ALARM_KINDS = {
  Errors: COUNT,
  ErrorRate: { Percent: [5, 'a number from 0 to 100', percent], MinimumInvocations: invocations(10) },
  Duration: {
    // without a default: it follows from the function's Timeout
    Milliseconds: [undefined, 'a number from 1 to 900000', number(1, 900_000)],
    Percentile: ['p99', 'p and a number, such as p99 or p99.9', (value: Json) => /^p(100|\d{1,2}(\.\d{1,10})?)$/.test(String(value))],
  },
  Throttles: COUNT,
  ErrorRateRegression: { Above: [5, 'a number from 0 to 100', percent], MinimumInvocations: invocations(20) },
  DurationRegression: { Factor: [1.5, 'a number of at least 1', number(1)], MinimumInvocations: invocations(20) },
} satisfies Record<string, Keys>;
export type AlarmKind = keyof typeof ALARM_KINDS;

/** What a regression is of. */
export const METRICS = ['ErrorRate', 'Duration'] as const;
export const isRegression = (kind: string): boolean => kind.endsWith('Regression');
/** The kinds as authors name them. */
export const ALARM_NAMES = [...new Set(Object.keys(ALARM_KINDS).map((kind) => kind.replace(/.+(?=Regression)/, '')))];

/** What every kind takes. How long an alarm looks back by default depends on the schedule. */
export const MOST_PERIODS = 1_440;
export const COMMON: Readonly<Record<'Period' | 'EvaluationPeriods', Key>> = {
  Period: [60, 'a multiple of 60 seconds, from 60 to 86400', whole(60, 86_400, 60)],
  EvaluationPeriods: [undefined, 'a whole number from 1 to 1440', whole(1, MOST_PERIODS)],
};
export const datapoints = (evaluated: number): Key => [undefined, 'a whole number from 1 to EvaluationPeriods', whole(1, evaluated)];

export const keysOf = (kind: AlarmKind): string[] => [
  ...(isRegression(kind) ? ['Metric'] : []),
  ...Object.keys(ALARM_KINDS[kind]),
  ...Object.keys(COMMON),
  'DatapointsToAlarm',
  'Actions',
];
