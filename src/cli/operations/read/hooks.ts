import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { HookEvidence } from '../../../operations/why/evidence';
import { kindOf } from '../../aws/faults';
import { pages, type Reader } from './reader';

const MINUTE = 60_000;
/** Lines and metrics come a little late. */
const LATE = 5 * MINUTE;
const MOST_LINES = 200;

type Window = Pick<HookEvidence, 'began' | 'ended'>;

/** What a hook did while CodeDeploy waited for it. */
export async function readHook(
  reader: Reader,
  hook: Window & Pick<HookEvidence, 'event' | 'function' | 'message'>,
  now: Date,
): Promise<HookEvidence> {
  const found = await configurationOf(reader, hook.function);
  const logGroup = found.configuration?.LoggingConfig?.LogGroup ?? `/aws/lambda/${hook.function}`;
  const log = await readLog(reader, logGroup, hook.function, hook, now);
  const invocations = log === undefined || log.length === 0 ? await countInvocations(reader, hook.function, hook, now) : undefined;
  return { ...hook, logGroup, log, invocations, exists: found.exists };
}

/** A function that is not there is an answer as well. */
async function configurationOf(
  reader: Reader,
  name: string,
): Promise<{ configuration?: FunctionConfiguration; exists: boolean | undefined }> {
  const answer = await reader.may('lambda:GetFunctionConfiguration', async ({ lambda }) => {
    const client = await lambda();
    return client.getFunctionConfiguration({ FunctionName: name }).catch((fault) => {
      if (kindOf(fault) === 'missing') return 'missing' as const;
      throw fault;
    });
  });
  if (answer === 'missing') return { exists: false };
  return answer === undefined ? { exists: undefined } : { configuration: answer, exists: true };
}

/** `2026/11/30/smoke-test[$LATEST]0123`: in a log group that functions share, streams hold their names. */
const STREAM = /^\d{4}\/\d{2}\/\d{2}\/([^[\]/]+)\[/;

async function readLog(reader: Reader, group: string, name: string, { began, ended }: Window, now: Date): Promise<HookEvidence['log']> {
  if (!began) return undefined;
  const asked = { logGroupName: group, startTime: began.getTime() - MINUTE, endTime: (ended ?? now).getTime() + LATE };
  const events = await reader.may('logs:FilterLogEvents', async ({ logs }) => {
    const client = await logs();
    let read = 0;
    return pages(async (nextToken) => {
      const page = await client.filterLogEvents({ ...asked, ...(nextToken ? { nextToken } : {}) });
      read += page.events?.length ?? 0;
      return [page.events, read > MOST_LINES ? undefined : page.nextToken];
    });
  });
  if (events === undefined) return reader.isRefused('logs:FilterLogEvents') ? undefined : []; // a group that is not there holds nothing
  const own = events.filter(({ logStreamName = '' }) => (STREAM.exec(logStreamName)?.[1] ?? name) === name);
  return own.flatMap(({ timestamp, message }) => (timestamp === undefined || !message ? [] : [{ at: new Date(timestamp), text: message }]));
}

async function countInvocations(reader: Reader, name: string, { began, ended }: Window, now: Date): Promise<number | undefined> {
  const end = ended ?? now;
  if (!began || now.getTime() - end.getTime() < LATE) return undefined; // CloudWatch may not know yet
  const answer = await reader.may('cloudwatch:GetMetricStatistics', async ({ cloudWatch }) =>
    (await cloudWatch()).getMetricStatistics({
      Namespace: 'AWS/Lambda',
      MetricName: 'Invocations',
      Dimensions: [{ Name: 'FunctionName', Value: name }],
      StartTime: new Date(Math.floor(began.getTime() / MINUTE) * MINUTE),
      EndTime: new Date(end.getTime() + MINUTE),
      Period: 60 * Math.max(1, Math.ceil((end.getTime() - began.getTime()) / (1_000 * MINUTE))), // no more than 1,440 points
      Statistics: ['Sum'],
    }),
  );
  return answer?.Datapoints?.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
}
