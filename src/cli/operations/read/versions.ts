import type { Version } from '../../../operations/prune/model';
import { present, type StackResource } from '../../../operations/rollout/layout';
import { kindOf } from '../../aws/faults';
import { pages, type Reader } from './reader';
import { listResources, NESTED, placeOf } from './stacks';

/** Every list of Lambda is read to its end: what stands on its second page counts as well. */

export async function listVersions(reader: Reader, name: string): Promise<Version[]> {
  const found = await reader.may('lambda:ListVersionsByFunction', async ({ lambda }) => {
    const client = await lambda();
    return pages(async (Marker) => {
      const page = await client.listVersionsByFunction({ FunctionName: name, ...(Marker ? { Marker } : {}) });
      return [page.Versions, page.NextMarker];
    });
  });
  return (found ?? []).map(({ Version: version = '', FunctionArn: arn = '', CodeSize, LastModified, DurableConfig }) => ({
    version,
    arn,
    bytes: CodeSize ?? 0,
    modified: LastModified ?? null,
    isDurable: DurableConfig !== undefined,
  }));
}

export const listAliases = (reader: Reader, name: string) =>
  reader.may('lambda:ListAliases', async ({ lambda }) => {
    const client = await lambda();
    return pages(async (Marker) => {
      const page = await client.listAliases({ FunctionName: name, ...(Marker ? { Marker } : {}) });
      return [page.Aliases, page.NextMarker];
    });
  });

export const listProvisioned = (reader: Reader, name: string) =>
  reader.may('lambda:ListProvisionedConcurrencyConfigs', async ({ lambda }) => {
    const client = await lambda();
    return pages(async (Marker) => {
      const page = await client.listProvisionedConcurrencyConfigs({ FunctionName: name, ...(Marker ? { Marker } : {}) });
      return [page.ProvisionedConcurrencyConfigs, page.NextMarker];
    });
  });

/** Of the whole account: whether a filter by function finds those of its versions is not documented. */
export const listMappings = (reader: Reader) =>
  reader.may('lambda:ListEventSourceMappings', async ({ lambda }) => {
    const client = await lambda();
    return pages(async (Marker) => {
      const page = await client.listEventSourceMappings(Marker ? { Marker } : {});
      return [page.EventSourceMappings, page.NextMarker];
    });
  });

export const listExecutions = (reader: Reader, name: string) =>
  reader.may('lambda:ListDurableExecutionsByFunction', async ({ lambda }) => {
    const client = await lambda();
    return pages(async (Marker) => {
      const asked = { FunctionName: name, Statuses: ['RUNNING' as const], ...(Marker ? { Marker } : {}) };
      const page = await client.listDurableExecutionsByFunction(asked);
      return [page.DurableExecutions, page.NextMarker];
    });
  });

/** The resource policy of a version; null where there is none, undefined where it cannot be read. */
export const policyOf = (reader: Reader, name: string, version: string): Promise<string | null | undefined> =>
  reader.may('lambda:GetPolicy', async ({ lambda }) => {
    const client = await lambda();
    const answer = await client.getPolicy({ FunctionName: name, Qualifier: version }).catch((fault) => {
      if (kindOf(fault) === 'missing') return undefined;
      throw fault;
    });
    return answer?.Policy ?? null;
  });

export interface StackTree {
  readonly path: readonly string[];
  readonly id: string;
  readonly resources: readonly StackResource[];
}

/** The resources of a stack and of those nested in it. */
export async function resourceTree(reader: Reader, id: string, path: readonly string[] = []): Promise<StackTree[]> {
  const resources = await listResources(reader, id);
  const inner: StackTree[] = [];
  for (const { id: logicalId, type, physicalId } of present(resources)) {
    if (type === NESTED && physicalId) inner.push(...(await resourceTree(reader, physicalId, [...path, logicalId])));
  }
  return [{ path, id, resources }, ...inner];
}

/** The resources of all stacks but these. */
export async function otherStacks(
  reader: Reader,
  but: ReadonlySet<string>,
): Promise<{ stack: string; resources: readonly StackResource[] }[]> {
  const stacks = await reader.may('cloudformation:ListStacks', async ({ cloudFormation }) => {
    const client = await cloudFormation();
    return pages(async (NextToken) => {
      const page = await client.listStacks(NextToken ? { NextToken } : {});
      return [page.StackSummaries, page.NextToken];
    });
  });
  const found: { stack: string; resources: readonly StackResource[] }[] = [];
  for (const { StackId: id = '', StackStatus } of stacks ?? []) {
    if (StackStatus === 'DELETE_COMPLETE' || id === '' || but.has(id)) continue;
    found.push({ stack: placeOf(id).name, resources: await listResources(reader, id) });
  }
  return found;
}
