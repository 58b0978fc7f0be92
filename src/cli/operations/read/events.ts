import type { ChangeSetSummary, StackEvent } from '@aws-sdk/client-cloudformation';
import { pages, type Reader } from './reader';

/** A hundred events to a page: more than any stack has in some dozen updates. */
const MOST_PAGES = 50;

/** The events of a stack, newest first, until there are enough of them. */
export async function readEvents(
  reader: Reader,
  stack: string,
  isEnough: (events: readonly StackEvent[]) => boolean,
): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await reader.may('cloudformation:DescribeStackEvents', async ({ cloudFormation }) =>
      (await cloudFormation()).describeStackEvents({ StackName: stack, ...(token ? { NextToken: token } : {}) }),
    );
    events.push(...(answer?.StackEvents ?? []));
    token = answer?.NextToken;
    if (!token || isEnough(events)) break;
  }
  return events;
}

/** A change set without changes has failed, too, as CloudFormation sees it. */
const NO_CHANGES = /didn't contain changes|No updates are to be performed/i;

/** The last change set that failed. */
export async function failedChangeSet(reader: Reader, stack: string): Promise<ChangeSetSummary | undefined> {
  const found = await reader.may('cloudformation:ListChangeSets', async ({ cloudFormation }) => {
    const client = await cloudFormation();
    return pages(async (NextToken) => {
      const page = await client.listChangeSets({ StackName: stack, ...(NextToken ? { NextToken } : {}) });
      return [page.Summaries, page.NextToken];
    });
  });
  const failed = (found ?? []).filter(({ Status, StatusReason = '' }) => Status === 'FAILED' && !NO_CHANGES.test(StatusReason));
  return failed.toSorted((a, b) => (b.CreationTime?.getTime() ?? 0) - (a.CreationTime?.getTime() ?? 0))[0];
}
