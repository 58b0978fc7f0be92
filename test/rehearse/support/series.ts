import type { Expression } from '../../../src/rehearse/metricMath/expression';
import { parseMetricMath } from '../../../src/rehearse/metricMath/parse';

/** `30, -, 0`: data points, of which some are missing. */
export const points = (text: string): number[] => text.split(',').map((point) => (point.trim() === '-' ? Number.NaN : Number(point)));

/** What an expression gives at each time, with `-` where there is no data point. */
export function evaluated(expression: string, metrics: Readonly<Record<string, string>>): string {
  const series = Object.fromEntries(Object.entries(metrics).map(([id, text]) => [id, points(text)]));
  const metric = (id: string): Expression | undefined => {
    const values = series[id];
    return values && { isScalar: false, at: (time) => values[time] as number };
  };
  const { at } = parseMetricMath(expression, metric);
  const length = Math.max(...Object.values(series).map((values) => values.length));
  return Array.from({ length }, (_, time) => at(time))
    .map((value) => (Number.isNaN(value) ? '-' : String(value)))
    .join(', ');
}
