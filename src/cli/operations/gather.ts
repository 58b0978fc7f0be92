import type { StackEvent } from '@aws-sdk/client-cloudformation';
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
import { isBusy } from '../../operations/rollout/status';
import type { Evidence } from '../../operations/why/evidence';
import { type Found, findRelease } from './findRelease';
import { gatherAlarms, gatherHook, gatherVersions } from './gatherDetails';
import { failedChangeSet, readEvents } from './read/events';
import type { Reader } from './read/reader';
import { describeStack, placeOf, readParts } from './read/stacks';

const ALIAS = 'AWS::Lambda::Alias';

/** Nothing has failed, as far as CloudFormation's events go back. */
export interface Fine {
  readonly stack: string;
  readonly status: string;
}

/** Collects everything that shows why the last failed operation of a stack failed. */
export async function gather(reader: Reader, name: string, now: Date): Promise<Evidence | Fine> {
  const stack = await describeStack(reader, name);
  const { StackId: id, StackStatus: status } = stack;
  const { region, name: stackName } = placeOf(id);
  const operations = operationsOf(await readEvents(reader, id, (events) => operationsOf(events).some(hasFailures)));
  const [newest] = operations;
  const parts = await readParts(reader, stack);
  const places = parts.flatMap(placesOf);
  const running = newest && isBusy(status) && !hasFailures(newest) ? await inProgress(reader, newest, places, now) : undefined;
  const operation = running ? newest : operations.find(hasFailures);
  const failed = await failedChangeSet(reader, id);
  const isNewer = failed?.CreationTime !== undefined && (!newest || failed.CreationTime > newest.began);
  if (!operation && !isNewer) return { stack: stackName, status };

  const base = { stack: { name: stackName, region, status }, changeSet: undefined, later: operation === newest ? undefined : newest };
  if (isNewer) {
    const changeSet = { name: failed.ChangeSetName ?? '', reason: failed.StatusReason ?? '', at: failed.CreationTime as Date };
    return { ...NOTHING, ...base, later: undefined, changeSet, unread: reader.unread };
  }
  const { forward, back } = failuresOf(operation as Operation);
  const [first] = await leaves(reader, forward.slice(0, 1), 'forward');
  const rollbackFailures = await leaves(reader, back, 'back');
  const place =
    first && places.find(({ aliasId, path }) => first.type === ALIAS && aliasId === first.id && path.join() === first.path.join());
  const found = running ?? (place && (await findRelease(reader, place, operation as Operation, first.at, first.reason)));
  const evidence = {
    ...NOTHING,
    ...base,
    operation,
    failure: first,
    rollbackFailures,
    reasons: stackReasons(operation as Operation),
    moved: first ? movedAliases(operation as Operation, first.at) : [],
    release: found?.release,
    place: found?.release?.place ?? place,
    other: found?.other,
  };
  const details = found?.release ? await detailsOf(reader, found, operation as Operation, now) : {};
  return { ...evidence, ...details, unread: reader.unread };
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
  return forward.length + back.length + stackReasons(operation).length > 0 || /ROLLBACK|FAILED/.test(operation.status);
};

/** CodeDeploy has stopped already, and CloudFormation does not know yet. */
async function inProgress(reader: Reader, operation: Operation, places: readonly Place[], now: Date): Promise<Found | undefined> {
  for (const place of places) {
    const found = await findRelease(reader, place, operation, now, '');
    if (found?.release) return found;
  }
  return undefined;
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
