import type { Place } from '../rollout/layout';
import type { Deployment, HookEvent, Schedule, Unread } from '../rollout/model';
import type { Failure, Operation } from '../rollout/operation';

/** Everything that was found out about a failed operation. What could not be read is undefined, and stands in `unread`. */
export interface Evidence {
  readonly stack: { readonly name: string; readonly region: string; readonly status: string };
  /** undefined where the template was refused before any resource was touched. */
  readonly operation: Operation | undefined;
  /** The operation after it, which did not fail. */
  readonly later: Operation | undefined;
  /** A change set that failed after the last operation. */
  readonly changeSet: { readonly name: string; readonly reason: string; readonly at: Date } | undefined;
  /** The first resource that failed, inside nested stacks too. */
  readonly failure: Failure | undefined;
  /** What failed while CloudFormation went back. */
  readonly rollbackFailures: readonly Failure[];
  /** Why the stack itself failed. */
  readonly reasons: readonly { readonly at: Date; readonly reason: string }[];
  /** Aliases that had moved before the failure. */
  readonly moved: readonly string[];
  /** The deployment behind the failure. */
  readonly release: Release | undefined;
  /** The alias that failed, where one did. */
  readonly place: Place | undefined;
  /** A deployment of the same group that ran when this one was to begin. */
  readonly other: { readonly id: string; readonly isRunning: boolean } | undefined;
  readonly alarms: readonly AlarmEvidence[];
  readonly hook: HookEvidence | undefined;
  readonly versions: readonly VersionEvidence[];
  /** Where the alias points now. */
  readonly aliasVersion: string | undefined;
  readonly unread: readonly Unread[];
}

export interface Release {
  readonly place: Place;
  readonly deployment: Deployment;
  readonly schedule: Schedule | null;
  readonly serviceRole: string | undefined;
}

export interface AlarmEvidence {
  readonly name: string;
  /** Oldest first, from some time before the deployment until its end. */
  readonly changes: readonly { readonly at: Date; readonly from: string; readonly to: string; readonly reason: string }[];
  /** What it is now. */
  readonly now: { readonly state: string; readonly since: Date | undefined } | undefined;
}

export interface HookEvidence {
  readonly event: HookEvent;
  readonly function: string;
  readonly began: Date | undefined;
  readonly ended: Date | undefined;
  readonly message: string | undefined;
  /** Lines that it logged meanwhile; undefined where they cannot be read. */
  readonly log: readonly { readonly at: Date; readonly text: string }[] | undefined;
  readonly logGroup: string;
  /** How often Lambda ran it meanwhile; undefined where nobody knows. */
  readonly invocations: number | undefined;
  /** false: there is no such function. */
  readonly exists: boolean | undefined;
}

export interface VersionEvidence {
  readonly version: string;
  readonly role: string;
  readonly deadLetterTarget: string;
}
