import type { Stack, StackEvent } from '@aws-sdk/client-cloudformation';
import { type Place, placesOf } from '../../operations/rollout/layout';
import {
  type Failure,
  failuresOf,
  movedAliases,
  type Operation,
  operationsOf,
  STACK,
  stackReasons,
} from '../../operations/rollout/operation';
import { hasFailed } from '../../operations/rollout/status';
import type { Evidence } from '../../operations/why/evidence';
import { type Found, findRelease } from './findRelease';
import { gatherAlarms, gatherHook, gatherVersions } from './gatherDetails';
import { failedChangeSet, readEvents } from './read/events';
import type { Reader } from './read/reader';
import { describeStack, placeOf, readParts } from './read/stacks';

const ALIAS = 'AWS::Lambda::Alias';

/** Nothing has failed, as far as CloudFormation's events go back. */
interface Fine {
  readonly stack: string;
  readonly status: string;
}

/** Collects everything that shows why the last failed operation of a stack failed. */
export async function gather(reader: Reader, name: string, now: Date): Promise<Evidence | Fine> {
  const stack = await describeStack(reader, name);
  const { region, name: stackName } = placeOf(stack.StackId);
  const base = { ...NOTHING, stack: { name: stackName, region, status: stack.StackStatus } };
  const operations = await readOperations(reader, stack);
  const [newest] = operations;
  const changeSet = await refusedChangeSet(reader, stack.StackId, newest);
  if (changeSet) return { ...base, changeSet, unread: reader.unread };
  const places = (await readParts(reader, stack)).flatMap(placesOf);
  const recent = newest && failuresOf(newest).forward.length === 0 ? await lostSince(reader, newest, places, now) : undefined;
  const operation = recent ? newest : operations.find(hasFailures);
  if (!operation) {
    return hasFailed(stack.StackStatus) ? { ...base, unread: reader.unread } : { stack: stackName, status: stack.StackStatus };
  }
  const later = operation === newest ? undefined : newest;
  return { ...base, later, ...(await story(reader, operation, recent, places, now)), unread: reader.unread };
}

export const isFine = (evidence: Evidence | Fine): evidence is Fine => !('release' in evidence);

const NOTHING = {
  operation: undefined,
  later: undefined,
  changeSet: undefined,
  failure: undefined,
  rollbackFailures: [],
  reasons: [],
  moved: [],
  release: undefined,
  place: undefined,
  other: undefined,
  alarms: [],
  hook: undefined,
  versions: [],
  aliasVersion: undefined,
} as const;

const hasFailures = (operation: Operation): boolean => {
  const { forward, back } = failuresOf(operation);
  return forward.length + back.length + stackReasons(operation).length > 0 || hasFailed(operation.status);
};

/** The operations of the stack, as far back as one has failed. Where events may not be read, the times of the stack have to do. */
async function readOperations(reader: Reader, stack: Stack): Promise<Operation[]> {
  const { StackId: id = '', StackStatus: status = '', LastUpdatedTime, CreationTime } = stack;
  const found = operationsOf(await readEvents(reader, id, (events) => operationsOf(events).some(hasFailures)));
  const began = LastUpdatedTime ?? CreationTime;
  if (found.length > 0 || !began || !reader.isRefused('cloudformation:DescribeStackEvents')) return found;
  return [{ kind: LastUpdatedTime ? 'update' : 'creation', began, last: began, status, events: [] }];
}

/** A change set that failed after the last operation: no stack event tells of it. */
async function refusedChangeSet(reader: Reader, id: string, newest: Operation | undefined): Promise<Evidence['changeSet']> {
  const { ChangeSetName: name = '', StatusReason: reason = '', CreationTime: at } = (await failedChangeSet(reader, id)) ?? {};
  return at && (!newest || at > newest.began) ? { name, reason, at } : undefined;
}

/** CodeDeploy may have stopped while CloudFormation does not know it yet, or has no part in it. */
async function lostSince(reader: Reader, operation: Operation, places: readonly Place[], now: Date): Promise<Found | undefined> {
  for (const place of places) {
    const found = await findRelease(reader, place, operation, now, '');
    if (found?.release) return found;
  }
  return undefined;
}

async function story(reader: Reader, operation: Operation, recent: Found | undefined, places: readonly Place[], now: Date) {
  const { forward, back } = failuresOf(operation);
  const [failure] = await leaves(reader, forward.slice(0, 1), 'forward');
  const rollbackFailures = await leaves(reader, back, 'back');
  const isAlias = ({ aliasId, path }: Place) => failure?.type === ALIAS && aliasId === failure.id && path.join() === failure.path.join();
  const place = places.find(isAlias);
  const found = recent ?? (place && failure && (await findRelease(reader, place, operation, failure.at, failure.reason)));
  return {
    operation,
    failure,
    rollbackFailures,
    reasons: stackReasons(operation),
    moved: failure ? movedAliases(operation, failure.at) : [],
    release: found?.release,
    place: found?.release?.place ?? place,
    other: found?.other,
    ...(found?.release ? await detailsOf(reader, found, operation, now) : {}),
  };
}

/** A nested stack fails because of something inside it. */
async function leaves(reader: Reader, failures: readonly Failure[], phase: 'forward' | 'back'): Promise<Failure[]> {
  const found: Failure[] = [];
  for (const failure of failures) {
    const inner = failure.type === STACK && failure.physicalId !== '' ? await inside(reader, failure, phase) : [];
    found.push(...(inner.length > 0 ? inner : [failure]));
  }
  return found;
}

async function inside(reader: Reader, failure: Failure, phase: 'forward' | 'back'): Promise<Failure[]> {
  const isTheOne = ({ began }: Operation) => began <= failure.at;
  const events: readonly StackEvent[] = await readEvents(reader, failure.physicalId, (all) => operationsOf(all).some(isTheOne));
  const operation = operationsOf(events).find(isTheOne);
  if (!operation) return [];
  const { forward, back } = failuresOf(operation, [...failure.path, failure.id]);
  // the nested stack may not have gone back by itself yet: what failed in it is then all in front
  const failures =
    phase === 'forward' ? forward.slice(0, 1) : back.length > 0 ? back : forward.filter(({ status }) => status === 'UPDATE_FAILED');
  return leaves(reader, failures, phase);
}

async function detailsOf(reader: Reader, { release, group }: Found, operation: Operation, now: Date) {
  if (!release) return {};
  return {
    alarms: await gatherAlarms(reader, release, group, operation, now),
    hook: await gatherHook(reader, release, operation, now),
    ...(await gatherVersions(reader, release)),
  };
}
