import type { DescribeChangeSetCommandOutput, DescribeChangeSetInput } from '@aws-sdk/client-cloudformation';
import { UsageError } from '../usage';
import type { Clock } from './pace';
import { asked, type Client, type Stack, templateIn, valuesOf } from './stack';

/** What a change set makes of its stack. */
export interface ChangeSet extends Pick<Stack, 'template' | 'parameters'> {
  readonly bytes: number;
  /** Change sets of nested stacks, which have templates of their own. */
  readonly nested: readonly { readonly id: string; readonly stack: string; readonly changeSet: string }[];
}

const PAUSE = 2_000;
const MOST_PAUSES = 30;
const CREATING = new Set(['CREATE_PENDING', 'CREATE_IN_PROGRESS']);
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets-create.html */
const NO_CHANGES = /didn.t contain changes|No updates are to be performed/i;
const ACTIONS = ['cloudformation:DescribeChangeSet', 'cloudformation:GetTemplate'];

/**
 * The processed template of a change set, and its parameters. Reads only. One that is still being created is waited for; one that
 * changes nothing has no template of its own, and that of the stack stands for it.
 */
export async function readChangeSet(
  name: string,
  stackName: string,
  stack: Stack,
  client: Client,
  sleep: Clock['sleep'],
): Promise<ChangeSet> {
  const { GetTemplateCommand } = await import('@aws-sdk/client-cloudformation');
  const of = { ChangeSetName: name, StackName: stackName };
  const what = `change set ${name} of the stack ${stackName}`;
  const described = await settled(of, what, client, sleep);
  const { Status: status = 'an unknown state', StatusReason: reason = '' } = described;
  if (status === 'FAILED' && NO_CHANGES.test(reason)) {
    const { template, parameters } = stack;
    return { template, parameters, bytes: Buffer.byteLength(JSON.stringify(template)), nested: [] };
  }
  if (status === 'FAILED')
    throw new UsageError(`The ${what} failed: ${reason.trim().replace(/\.$/, '') || 'CloudFormation gives no reason'}.`);
  if (status !== 'CREATE_COMPLETE') throw new UsageError(`The ${what} is in ${status}. Create a new one.`);
  const { TemplateBody: body } = await asked(what, ACTIONS, () =>
    client.send(new GetTemplateCommand({ ...of, TemplateStage: 'Processed' })),
  );
  if (!body) throw new UsageError(`The ${what} has no template.`);
  const parameters = (described.Parameters ?? []).flatMap((parameter): [string, string | undefined][] => {
    const { ParameterKey: key = '', ParameterValue: value, UsePreviousValue: keeps } = parameter;
    return value === undefined && keeps ? [[key, stack.parameters.get(key)]] : valuesOf(parameter);
  });
  return { template: templateIn(body, what), parameters: new Map(parameters), bytes: Buffer.byteLength(body), nested: nestedIn(described) };
}

/** All of it, once it is no longer being created. */
async function settled(
  input: DescribeChangeSetInput,
  what: string,
  client: Client,
  sleep: Clock['sleep'],
): Promise<DescribeChangeSetCommandOutput> {
  const { DescribeChangeSetCommand } = await import('@aws-sdk/client-cloudformation');
  const page = (NextToken?: string) => asked(what, ACTIONS, () => client.send(new DescribeChangeSetCommand({ ...input, NextToken })));
  let described = await page();
  for (let pauses = 0; CREATING.has(described.Status ?? ''); pauses++) {
    if (pauses === MOST_PAUSES) throw new UsageError(`The ${what} is still being created. Try again in a minute.`);
    await sleep(PAUSE);
    described = await page();
  }
  const changes = [...(described.Changes ?? [])];
  for (let token = described.NextToken; token; ) {
    const more = await page(token);
    changes.push(...(more.Changes ?? []));
    token = more.NextToken;
  }
  return { ...described, Changes: changes };
}

function nestedIn({ Changes: changes = [] }: DescribeChangeSetCommandOutput): ChangeSet['nested'] {
  return changes.flatMap(({ ResourceChange: change }) => {
    const { LogicalResourceId: id, PhysicalResourceId: stack = '', ChangeSetId: changeSet } = change ?? {};
    return id === undefined || changeSet === undefined ? [] : [{ id, stack, changeSet }];
  });
}
