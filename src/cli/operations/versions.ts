import { beyond, choose } from '../../operations/prune/choose';
import type { PrunedFunction, PrunedVersion, Version } from '../../operations/prune/model';
import { type Lists, unknownIn, useByPolicy, usesOf } from '../../operations/prune/uses';
import { present } from '../../operations/rollout/layout';
import { kindOf, saidOf } from '../aws/faults';
import { faultOf } from './fault';
import type { Reader } from './read/reader';
import { placeOf } from './read/stacks';
import {
  listAliases,
  listExecutions,
  listMappings,
  listProvisioned,
  listVersions,
  otherStacks,
  policyOf,
  type StackTree,
} from './read/versions';

export interface StackFunction {
  readonly id: string;
  readonly name: string;
}

/** The functions of a stack, and of the stacks nested in it. */
export const functionsIn = (trees: readonly StackTree[]): StackFunction[] =>
  trees.flatMap(({ path, resources }) =>
    present(resources).flatMap(({ id, type, physicalId }) =>
      type === 'AWS::Lambda::Function' && physicalId ? [{ id: [...path, id].join('/'), name: physicalId }] : [],
    ),
  );

/** The versions of functions, and which of them would go. Reads only. */
export async function findVersions(
  reader: Reader,
  trees: readonly StackTree[],
  functions: readonly StackFunction[],
  keep: number,
): Promise<PrunedFunction[]> {
  const all: { of: StackFunction; versions: Version[] }[] = [];
  for (const of of functions) all.push({ of, versions: await listVersions(reader, of.name) });
  const isNothing = all.every(({ versions }) => beyond(versions, keep).length === 0);
  const own = trees.map(({ id, resources }) => ({ stack: placeOf(id).name, resources }));
  // what takes long is only asked where something may go
  const others = isNothing ? [] : await otherStacks(reader, new Set(trees.map(({ id }) => id)));
  const mappings = isNothing ? [] : await listMappings(reader);
  const found: PrunedFunction[] = [];
  for (const { of, versions } of all) {
    const lists = await listsOf(reader, of.name, versions, keep, { mappings, resources: [...own, ...others] });
    const uses = usesOf(versions, lists);
    let unknown = unknownIn(lists);
    for (const { version } of unknown === undefined ? beyond(versions, keep) : []) {
      if (uses.has(version)) continue;
      const policy = await policyOf(reader, of.name, version);
      if (policy === undefined) unknown = 'lambda:GetPolicy';
      const use = useByPolicy(policy ?? undefined);
      if (use) uses.set(version, use);
    }
    found.push({ ...of, versions: choose(versions, { keep, uses, unknown }) });
  }
  return found;
}

async function listsOf(
  reader: Reader,
  name: string,
  versions: readonly Version[],
  keep: number,
  shared: Pick<Lists, 'mappings' | 'resources'>,
): Promise<Lists> {
  if (beyond(versions, keep).length === 0) return { ...shared, aliases: [], provisioned: [], executions: [] };
  return {
    ...shared,
    aliases: await listAliases(reader, name),
    provisioned: await listProvisioned(reader, name),
    executions: versions.some(({ isDurable }) => isDurable) ? await listExecutions(reader, name) : [],
  };
}

/** Deletes what is to be deleted. Goes on after a refusal. */
export async function deleteVersions(reader: Reader, functions: readonly PrunedFunction[]): Promise<PrunedFunction[]> {
  const done: PrunedFunction[] = [];
  for (const one of functions) {
    const versions: PrunedVersion[] = [];
    for (const version of one.versions) versions.push(version.fate === 'delete' ? await deleteVersion(reader, one.name, version) : version);
    done.push({ ...one, versions });
  }
  return done;
}

async function deleteVersion(reader: Reader, name: string, version: PrunedVersion): Promise<PrunedVersion> {
  // without a qualifier Lambda deletes the whole function
  if (!/^\d+$/.test(version.version)) throw new Error(`${version.version} is no version`);
  try {
    await (await reader.clients.lambda()).deleteFunction({ FunctionName: name, Qualifier: version.version });
    return { ...version, fate: 'deleted' };
  } catch (fault) {
    const kind = kindOf(fault);
    if (kind === 'credentials' || kind === 'unreachable') throw faultOf('lambda:DeleteFunction', fault);
    return kind === 'missing' ? { ...version, fate: 'deleted' } : { ...version, fate: 'refused', because: saidOf(fault) };
  }
}
