import { type Expression, isMissing, NOTHING } from './expression';

export const constant = (value: number): Expression => ({ isScalar: true, at: () => value });
export const mapped = ({ at, isScalar }: Expression, map: (value: number) => number): Expression => ({
  isScalar,
  at: (time) => map(at(time)),
});

/** `IF(TRUE, missing, …)` is 0; without a condition there is nothing; without a third argument FALSE is nothing. */
export function conditional([condition, yes, no]: readonly Expression[]): Expression | undefined {
  if (!condition || !yes) return undefined;
  return {
    isScalar: false,
    at: (time) => {
      const holds = condition.at(time);
      if (isMissing(holds)) return holds;
      if (holds === 0) return no ? no.at(time) : NOTHING;
      const value = yes.at(time);
      return isMissing(value) ? 0 : value;
    },
  };
}

export function filled([series, filler]: readonly Expression[]): Expression | undefined {
  if (!series || !filler) return undefined;
  return {
    isScalar: series.isScalar,
    at: (time) => {
      const value = series.at(time);
      return isMissing(value) ? filler.at(time) : value;
    },
  };
}

/** Over a list of series, at each time. Over the data points of one series they depend on what CloudWatch happens to read. */
export const OVER_SERIES: Readonly<Record<string, (values: readonly number[], count: number) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values, count) => values.reduce((sum, value) => sum + value, 0) / count,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
};
export const OF_ONE: Readonly<Record<string, (value: number) => number>> = { ABS: Math.abs, CEIL: Math.ceil, FLOOR: Math.floor };
