import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { hasFailed } from './status';

/** One operation on a stack, from its events. */
export interface Operation {
  readonly kind: 'creation' | 'update' | 'deletion' | 'import';
  readonly began: Date;
  /** The last event of it, so far. */
  readonly last: Date;
  /** Of the stack, at the end or now. */
  readonly status: string;
  /** Oldest first. */
  readonly events: readonly StackEvent[];
}

/** A resource that failed, or the stack itself. */
export interface Failure {
  readonly at: Date;
  /** Logical ids of the nested stacks that lead to it. */
  readonly path: readonly string[];
  /** The name of the stack that it is in. */
  readonly stackName: string;
  readonly id: string;
  readonly type: string;
  readonly physicalId: string;
  readonly status: string;
  readonly reason: string;
}

export const STACK = 'AWS::CloudFormation::Stack';
const KINDS: Readonly<Record<string, Operation['kind']>> = {
  CREATE_IN_PROGRESS: 'creation',
  UPDATE_IN_PROGRESS: 'update',
  DELETE_IN_PROGRESS: 'deletion',
  IMPORT_IN_PROGRESS: 'import',
};

/** An event of the stack and not of a resource in it. */
const isOfStack = ({ ResourceType, PhysicalResourceId, StackId, LogicalResourceId, StackName }: StackEvent): boolean =>
  ResourceType === STACK && (PhysicalResourceId ? PhysicalResourceId === StackId : LogicalResourceId === StackName);

/** Operations of a stack, the newest first; those whose beginning is not among the events are left out. */
export function operationsOf(newestFirst: readonly StackEvent[]): Operation[] {
  const found: Operation[] = [];
  let events: StackEvent[] = [];
  for (const event of newestFirst) {
    events.push(event);
    const kind = isOfStack(event) ? KINDS[event.ResourceStatus ?? ''] : undefined;
    if (!kind || !event.Timestamp) continue;
    const status = events.find(isOfStack)?.ResourceStatus ?? '';
    found.push({ kind, began: event.Timestamp, last: events[0]?.Timestamp ?? event.Timestamp, status, events: events.toReversed() });
    events = [];
  }
  return found;
}

const startOfRollback = ({ events }: Operation): number => {
  const index = events.findIndex((event) => isOfStack(event) && /ROLLBACK_IN_PROGRESS$/.test(event.ResourceStatus ?? ''));
  return index < 0 ? events.length : index;
};

/** CloudFormation cancels what it was doing when something else fails, and says so of each. */
const CANCELLED = /^Resource (creation|update) cancel+ed/i;

function failuresIn(events: readonly StackEvent[], path: readonly string[]): Failure[] {
  return events.flatMap((event): Failure[] => {
    const { ResourceStatus: status = '', ResourceStatusReason: reason = '', Timestamp: at } = event;
    if (!status.endsWith('_FAILED') || isOfStack(event) || CANCELLED.test(reason) || !at) return [];
    const { StackName: stackName = '', LogicalResourceId: id = '', ResourceType: type = '', PhysicalResourceId: physicalId = '' } = event;
    return [{ at, path, stackName, id, type, physicalId, status, reason }];
  });
}

/** What failed before CloudFormation went back, and what failed on the way back. Oldest first. */
export function failuresOf(operation: Operation, path: readonly string[] = []): { forward: Failure[]; back: Failure[] } {
  const turn = startOfRollback(operation);
  return { forward: failuresIn(operation.events.slice(0, turn), path), back: failuresIn(operation.events.slice(turn), path) };
}

/** The reasons that CloudFormation gave for the stack itself, where no resource is to blame. Oldest first. */
export const stackReasons = ({ events }: Operation): { at: Date; reason: string }[] =>
  events.flatMap((event) =>
    isOfStack(event) && hasFailed(event.ResourceStatus ?? '') && event.ResourceStatusReason && event.Timestamp
      ? [{ at: event.Timestamp, reason: event.ResourceStatusReason }]
      : [],
  );

/** Aliases that had moved when something else failed. */
export const movedAliases = ({ events }: Operation, before: Date): string[] =>
  events.flatMap(({ ResourceType, ResourceStatus, LogicalResourceId: id, Timestamp: at }) =>
    ResourceType === 'AWS::Lambda::Alias' && ResourceStatus === 'UPDATE_COMPLETE' && id && at && at <= before ? [id] : [],
  );
