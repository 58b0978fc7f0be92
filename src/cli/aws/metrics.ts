import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchClient, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { History } from '../../rehearse/history';
import { InputError } from '../usage';
import { type Connection, configOf } from './connection';
import { saidOf } from './faults';

type MetricsClient = Pick<CloudWatchClient, 'send'>;
export type ConnectMetrics = (connection: Connection) => Promise<MetricsClient>;

/** Loaded only where metrics are asked for. */
export const connectMetrics: ConnectMetrics = async (connection) => {
  const { CloudWatchClient: Client } = await import('@aws-sdk/client-cloudwatch');
  return new Client(configOf(connection));
};

/** CloudWatch keeps single minutes for 15 days. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
const DAYS = 14;
const HISTORY_MINUTES = DAYS * 1_440;
const MINUTE = 60_000;
/** The last minutes may be incomplete. */
const DELAY = 3;

/** The physical names of the stack's functions, by logical id. */
export async function functionNames(stack: string, client: Pick<CloudFormationClient, 'send'>): Promise<ReadonlyMap<string, string>> {
  const { ListStackResourcesCommand } = await import('@aws-sdk/client-cloudformation');
  const names = new Map<string, string>();
  let NextToken: string | undefined;
  do {
    const page = await asked(
      () => client.send(new ListStackResourcesCommand({ StackName: stack, NextToken })),
      'cloudformation:ListStackResources',
    );
    for (const { LogicalResourceId: id, PhysicalResourceId: name, ResourceType } of page.StackResourceSummaries ?? []) {
      if (ResourceType === 'AWS::Lambda::Function' && id && name) names.set(id, name);
    }
    NextToken = page.NextToken;
  } while (NextToken);
  return names;
}

/** The last 14 days of a function until now, to the minute. */
export async function readHistory(name: string, client: MetricsClient, now: Date): Promise<History> {
  const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const end = Math.floor(now.getTime() / MINUTE) - DELAY;
  const start = end - HISTORY_MINUTES;
  const query = (Id: string, MetricName: string, Stat: string, Period: number): MetricDataQuery => ({
    Id,
    MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions: [{ Name: 'FunctionName', Value: name }] }, Period, Stat },
  });
  const day = 86_400;
  const MetricDataQueries = [
    query('calls', 'Invocations', 'Sum', 60),
    query('failed', 'Errors', 'Sum', 60),
    query('mean', 'Duration', 'Average', day),
    query('p99', 'Duration', 'p99', day),
  ];
  const minutes = { calls: new Float64Array(HISTORY_MINUTES), failed: new Float64Array(HISTORY_MINUTES) };
  const durations: Record<string, number[]> = { mean: [], p99: [] };
  let NextToken: string | undefined;
  do {
    const period = { StartTime: new Date(start * MINUTE), EndTime: new Date(end * MINUTE) };
    const input = { MetricDataQueries, ...period, NextToken };
    const page = await asked(() => client.send(new GetMetricDataCommand(input)), 'cloudwatch:GetMetricData');
    for (const { Id = '', Timestamps = [], Values = [] } of page.MetricDataResults ?? []) {
      durations[Id]?.push(...Values);
      const series = Id === 'calls' || Id === 'failed' ? minutes[Id] : undefined;
      Timestamps.forEach((time, index) => {
        const minute = Math.floor(time.getTime() / MINUTE) - start;
        if (series && minute >= 0 && minute < HISTORY_MINUTES) series[minute] = Values[index] ?? 0;
      });
    }
    NextToken = page.NextToken;
  } while (NextToken);
  const [mean, p99] = [average(durations.mean), average(durations.p99)];
  return { ...minutes, duration: mean && p99 ? { mean, p99: Math.max(mean, p99) } : undefined };
}

const average = (values: readonly number[] = []): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

async function asked<T>(ask: () => Promise<T>, action: string): Promise<T> {
  try {
    return await ask();
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault;
    throw new InputError(
      `The metrics of the stack cannot be read: ${saidOf(fault)}. Check --region, --profile, and that you may call ${action}.`,
    );
  }
}
