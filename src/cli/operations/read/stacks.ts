import type { Parameter, Stack, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { present, type StackParts, type StackResource } from '../../../operations/rollout/layout';
import type { Json } from '../../../template/json';
import { parseYaml } from '../../read/read';
import { OperationFault } from '../fault';
import { pages, type Reader } from './reader';

/** A stack, by its name or its ARN. */
export async function describeStack(reader: Reader, name: string): Promise<Stack & { StackId: string; StackStatus: string }> {
  const action = 'cloudformation:DescribeStacks';
  const [stack] = await reader.must(action, async ({ cloudFormation }) => {
    const { Stacks = [] } = await (await cloudFormation()).describeStacks({ StackName: name });
    return Stacks;
  });
  const { StackId, StackStatus } = stack ?? {};
  if (!stack || !StackId || !StackStatus) throw new OperationFault('SD1301', { action, said: `stack ${name} does not exist` });
  return { ...stack, StackId, StackStatus };
}

/** `arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/…` */
export function placeOf(stackId: string): { region: string; accountId: string; name: string } {
  const [, , , region = '', accountId = '', rest = ''] = stackId.split(':');
  return { region, accountId, name: rest.split('/')[1] ?? '' };
}

export const NESTED = 'AWS::CloudFormation::Stack';

/** A stack and the stacks nested in it, each before those inside it. */
export async function readParts(
  reader: Reader,
  stack: Pick<Stack, 'StackId' | 'Parameters'>,
  path: readonly string[] = [],
): Promise<StackParts[]> {
  const id = stack.StackId ?? '';
  const resources = await listResources(reader, id);
  const { region, accountId } = placeOf(id);
  const parameters = new Map((stack.Parameters ?? []).flatMap(valuesOf));
  const parts = { path, region, accountId, parameters, resources, template: await readTemplate(reader, id) };
  const nested: StackParts[] = [];
  for (const { id: logicalId, type, physicalId } of present(resources)) {
    if (type !== NESTED || !physicalId) continue;
    const inner = await reader.may('cloudformation:DescribeStacks', async ({ cloudFormation }) =>
      (await cloudFormation()).describeStacks({ StackName: physicalId }),
    );
    const [found] = inner?.Stacks ?? [];
    if (found) nested.push(...(await readParts(reader, found, [...path, logicalId])));
  }
  return [parts, ...nested];
}

/** More than a hundred, unlike DescribeStackResources. */
export async function listResources(reader: Reader, stackId: string): Promise<StackResource[]> {
  const found = await reader.may('cloudformation:ListStackResources', async ({ cloudFormation }) => {
    const client = await cloudFormation();
    return pages(async (NextToken) => {
      const page = await client.listStackResources({ StackName: stackId, ...(NextToken ? { NextToken } : {}) });
      return [page.StackResourceSummaries, page.NextToken];
    });
  });
  return (found ?? []).map(resourceOf);
}

const resourceOf = (summary: StackResourceSummary): StackResource => ({
  id: summary.LogicalResourceId ?? '',
  type: summary.ResourceType ?? '',
  physicalId: summary.PhysicalResourceId || undefined,
  status: summary.ResourceStatus ?? '',
});

/** JSON where a transform has run; what the author sent where none has. */
async function readTemplate(reader: Reader, stackId: string): Promise<Json | undefined> {
  const answer = await reader.may('cloudformation:GetTemplate', async ({ cloudFormation }) =>
    (await cloudFormation()).getTemplate({ StackName: stackId, TemplateStage: 'Processed' }),
  );
  const body = answer?.TemplateBody ?? '';
  try {
    return body.trimStart().startsWith('{') ? (JSON.parse(body) as Json) : parseYaml(body);
  } catch {
    return undefined;
  }
}

/** What CloudFormation shows in place of a value of a NoEcho parameter. */
const HIDDEN = '****';

function valuesOf({ ParameterKey, ParameterValue, ResolvedValue }: Parameter): [string, string | undefined][] {
  const value = ResolvedValue ?? ParameterValue;
  return ParameterKey === undefined ? [] : [[ParameterKey, value === HIDDEN ? undefined : value]];
}
