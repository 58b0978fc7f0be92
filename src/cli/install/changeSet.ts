import { isDeepStrictEqual } from 'node:util';
import type { DescribeChangeSetCommandOutput, Parameter } from '@aws-sdk/client-cloudformation';
import type { Clock } from '../aws/pace';
import { OperationFault } from '../operations/fault';
import type { Reader } from '../operations/read/reader';
import { parseYaml } from '../read/read';

export interface Change {
  readonly action: string;
  readonly resource: string;
  readonly type: string;
  /** `True`, `False` or `Conditional`; undefined for what is added or removed. */
  readonly replacement: string | undefined;
}

export interface ChangeSet {
  /** Their ARNs. */
  readonly id: string;
  readonly stackId: string;
  /** Empty where there is nothing to do. */
  readonly changes: readonly Change[];
}

interface Wanted {
  readonly stack: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly url: string;
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

const POLL = 2_000;
const NOTHING = /didn't contain changes|No updates are to be performed/;

/** Creates a change set and waits until CloudFormation knows what it changes. One that fails is deleted again. */
export async function createChangeSet(reader: Reader, clock: Clock, { stack, type, url, name, parameters }: Wanted): Promise<ChangeSet> {
  const { Id: id = '', StackId: stackId = '' } = await reader.must('cloudformation:CreateChangeSet', async ({ cloudFormation }) =>
    (await cloudFormation()).createChangeSet({
      StackName: stack,
      ChangeSetName: name,
      ChangeSetType: type,
      TemplateURL: url,
      Parameters: [...parameters],
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  for (;;) {
    const { status, reason, changes } = await describe(reader, id, stackId);
    if (status === 'CREATE_COMPLETE') return { id, stackId, changes };
    if (status === 'FAILED') {
      await deleteChangeSet(reader, { id, stackId });
      if (NOTHING.test(reason)) return { id, stackId, changes: [] };
      throw new OperationFault('SD1346', { stack, said: reason.replace(/\.$/, '') }, 1);
    }
    await clock.sleep(POLL);
  }
}

async function describe(reader: Reader, ChangeSetName: string, StackName: string) {
  const changes: Change[] = [];
  let page: DescribeChangeSetCommandOutput | undefined;
  do {
    const NextToken = page?.NextToken;
    page = await reader.must('cloudformation:DescribeChangeSet', async ({ cloudFormation }) =>
      (await cloudFormation()).describeChangeSet({ ChangeSetName, StackName, ...(NextToken ? { NextToken } : {}) }),
    );
    for (const { ResourceChange: { Action, LogicalResourceId, ResourceType, Replacement } = {} } of page.Changes ?? [])
      changes.push({ action: Action ?? '', resource: LogicalResourceId ?? '', type: ResourceType ?? '', replacement: Replacement });
  } while (page.NextToken);
  return { status: page.Status, reason: page.StatusReason ?? '', changes };
}

/** Whoever may write to the bucket could exchange the template before CloudFormation reads it. */
export async function holds(reader: Reader, { id, stackId }: Pick<ChangeSet, 'id' | 'stackId'>, template: string): Promise<boolean> {
  const { TemplateBody = '' } = await reader.must('cloudformation:GetTemplate', async ({ cloudFormation }) =>
    (await cloudFormation()).getTemplate({ StackName: stackId, ChangeSetName: id, TemplateStage: 'Original' }),
  );
  return TemplateBody === template || isDeepStrictEqual(parsed(TemplateBody), parsed(template));
}

/** Whether AWS keeps every space of a template is not documented. */
function parsed(text: string): unknown {
  try {
    return parseYaml(text);
  } catch {
    return text;
  }
}

export const deleteChangeSet = (reader: Reader, { id, stackId }: Pick<ChangeSet, 'id' | 'stackId'>) =>
  reader.must('cloudformation:DeleteChangeSet', async ({ cloudFormation }) =>
    (await cloudFormation()).deleteChangeSet({ ChangeSetName: id, StackName: stackId }),
  );
