import type { Duration } from '../../rehearse/durations';

/** Quantities as people write them on a command line. undefined for what is none. */
export interface Quantity<T> {
  /** What it takes, with an example. */
  readonly takes: string;
  read(text: string): T | undefined;
}

const MINUTES_IN: Readonly<Record<string, number>> = {
  s: 1 / 60,
  sec: 1 / 60,
  second: 1 / 60,
  min: 1,
  minute: 1,
  h: 60,
  hour: 60,
  day: 1_440,
};
const MOST_CALLS = 1e8;

/** Requests a minute. */
export const TRAFFIC: Quantity<number> = {
  takes: 'a number of requests per unit of time, such as 30/min, 5/s, 400/h or 1000/day',
  read(text) {
    const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\/([a-z]+)$/i.exec(text) ?? [];
    const minutes = Object.hasOwn(MINUTES_IN, unit.toLowerCase()) ? MINUTES_IN[unit.toLowerCase()] : undefined;
    const rate = Number(number) / (minutes ?? Number.NaN);
    return rate <= MOST_CALLS ? rate : undefined;
  },
};

/** A share from 0 to 1. */
export const SHARE: Quantity<number> = {
  takes: 'a percentage, such as 0.1% or 5%',
  read(text) {
    const [, number] = /^(\d+(?:\.\d+)?)\s*%$/.exec(text) ?? [];
    return Number(number) <= 100 ? Number(number) / 100 : undefined;
  },
};

export const FACTOR: Quantity<number> = {
  takes: 'a factor, such as 2x or 1.5x',
  read(text) {
    const [, number] = /^(\d+(?:\.\d+)?)x$/i.exec(text) ?? [];
    return Number(number) > 0 && Number(number) <= 1_000 ? Number(number) : undefined;
  },
};

/** What one request in a hundred exceeds, where nobody says it: four times the mean. */
const LONG = 4;
const LONGEST = 900_000;

export const DURATION: Quantity<Duration> = {
  takes: 'the mean and optionally the 99th percentile, such as 120ms, 1.5s or 120ms/900ms',
  read(text) {
    const [mean = Number.NaN, p99] = text.split('/').map(milliseconds);
    const duration = { mean, p99: p99 ?? mean * LONG };
    return text.split('/').length <= 2 && mean > 0 && duration.p99 >= mean && mean <= LONGEST ? duration : undefined;
  },
};

function milliseconds(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? [];
  return Number(number) * (unit === 's' ? 1_000 : 1);
}
