import { NOTHING, type Series, Unknown } from './metricMath/expression';
import type { Minutes } from './minutes';

const { ceil, max, min } = Math;

/** A metric of AWS/Lambda in the dimensions of the alias, or of the new version alone. */
export interface LambdaMetric {
  readonly name: string;
  /** As an alarm names it: Sum, Average, p99. */
  readonly statistic: string;
  readonly ofNew: boolean;
  /** Minutes of a data point. */
  readonly period: number;
}

type Statistic = (calls: number, time: number) => number;
const PERCENTILE = /^p(\d+(?:\.\d+)?)$/;

/**
 * Lambda writes one value for each call, so that there is no data point where there are no calls.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function lambdaSeries(metric: LambdaMetric, minutes: Minutes): Series {
  const { ofNew, period } = metric;
  const statistic = metric.statistic === 'SampleCount' ? (calls: number) => calls : statisticOf(metric, minutes);
  return (time) => {
    const calls = minutes.calls(ofNew, time, period);
    return calls === 0 ? NOTHING : statistic(calls, time);
  };
}

function statisticOf({ name, statistic, ofNew, period }: LambdaMetric, minutes: Minutes): Statistic {
  if (name === 'Invocations') return once(statistic, (calls) => calls);
  if (name === 'Errors') return once(statistic, (_, time) => minutes.errors(ofNew, time, period));
  if (name !== 'Duration') throw new Unknown(`the metric ${name}`);
  if (statistic === 'Sum') return (_, time) => minutes.time(ofNew, time, period);
  if (statistic === 'Average') return (calls, time) => minutes.time(ofNew, time, period) / calls;
  const rank = rankOf(statistic);
  const share = (calls: number, time: number) => (ofNew ? 1 : minutes.calls(true, time, period) / calls);
  return (calls, time) => minutes.durations?.ranked(minutes.random, rank(calls), calls, share(calls, time)) ?? NOTHING;
}

/** Of values that are 0 or 1. */
function once(statistic: string, sum: Statistic): Statistic {
  if (statistic === 'Sum') return sum;
  if (statistic === 'Average') return (calls, time) => sum(calls, time) / calls;
  if (statistic === 'Maximum') return (calls, time) => (sum(calls, time) > 0 ? 1 : 0);
  if (statistic === 'Minimum') return (calls, time) => (sum(calls, time) === calls ? 1 : 0);
  throw new Unknown(`the statistic ${statistic} of calls`);
}

function rankOf(statistic: string): (calls: number) => number {
  if (statistic === 'Maximum') return (calls) => calls;
  if (statistic === 'Minimum') return () => 1;
  const percent = Number(PERCENTILE.exec(statistic)?.[1] ?? Number.NaN);
  if (Number.isNaN(percent)) throw new Unknown(`the statistic ${statistic}`);
  return (calls) => min(calls, max(1, ceil((percent / 100) * calls)));
}
