import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { Clock } from '../aws/pace';
import { OperationFault } from '../operations/fault';
import type { Reader } from '../operations/read/reader';
import type { ChangeSet } from './changeSet';

const POLL = 3_000;

export interface Ended {
  readonly status: string;
  /** Why resources failed, by logical id, the first first. */
  readonly reasons: readonly string[];
}

/** Executes a change set and waits for its end; undefined when nobody waits any longer. */
export async function execute(reader: Reader, clock: Clock, { id, stackId }: ChangeSet, signal: AbortSignal): Promise<Ended | undefined> {
  const before = await latestEvents(reader, stackId);
  await reader.must('cloudformation:ExecuteChangeSet', async ({ cloudFormation }) =>
    (await cloudFormation()).executeChangeSet({ ChangeSetName: id, StackName: stackId }),
  );
  const known = new Set(before.map(({ EventId }) => EventId));
  let hasBegun = false;
  try {
    while (!signal.aborted) {
      const status = await statusOf(reader, stackId);
      hasBegun ||= (await latestEvents(reader, stackId)).some(({ EventId }) => !known.has(EventId));
      // right after the request the stack still has its old state
      if (hasBegun && !status.endsWith('_IN_PROGRESS')) return { status, reasons: await reasonsSince(reader, stackId, known) };
      await clock.sleep(POLL, signal);
    }
  } catch (fault) {
    throw new OperationFault('SD1349', { said: (fault as Error).message }, 3);
  }
  return undefined;
}

const statusOf = async (reader: Reader, StackName: string): Promise<string> => {
  const { Stacks = [] } = await reader.must('cloudformation:DescribeStacks', async ({ cloudFormation }) =>
    (await cloudFormation()).describeStacks({ StackName }),
  );
  return Stacks[0]?.StackStatus ?? '';
};

async function latestEvents(reader: Reader, StackName: string, NextToken?: string): Promise<StackEvent[]> {
  const { StackEvents = [] } = await eventPage(reader, StackName, NextToken);
  return StackEvents;
}

const eventPage = (reader: Reader, StackName: string, NextToken?: string) =>
  reader.must('cloudformation:DescribeStackEvents', async ({ cloudFormation }) =>
    (await cloudFormation()).describeStackEvents({ StackName, ...(NextToken ? { NextToken } : {}) }),
  );

/** What CloudFormation says of resources that it did not get to, because another one failed. */
const CONSEQUENCE = /cancell?ed/i;

async function reasonsSince(reader: Reader, stackId: string, known: ReadonlySet<string | undefined>): Promise<string[]> {
  const found: StackEvent[] = [];
  for (let token: string | undefined; ; ) {
    const { StackEvents = [], NextToken } = await eventPage(reader, stackId, token);
    const fresh = StackEvents.filter(({ EventId }) => !known.has(EventId));
    found.push(...fresh);
    if (fresh.length < StackEvents.length || !NextToken || NextToken === token) break; // the latest come first
    token = NextToken;
  }
  return found
    .reverse()
    .filter(({ ResourceStatus = '', ResourceStatusReason: reason = '' }) => ResourceStatus.endsWith('_FAILED') && !CONSEQUENCE.test(reason))
    .map(
      ({ LogicalResourceId, ResourceStatusReason = 'no reason given' }) =>
        `${LogicalResourceId}: ${ResourceStatusReason.replace(/\.$/, '')}`,
    );
}
