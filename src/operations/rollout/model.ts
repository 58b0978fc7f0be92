/** What `status --json` writes, and what `watch` compares from one look to the next. Times are ISO 8601 in UTC; null is not known. */
export interface Rollout {
  readonly stack: StackState;
  readonly functions: readonly FunctionState[];
  /** What AWS did not let us read. */
  readonly unread: readonly Unread[];
}

interface StackState {
  readonly name: string;
  readonly id: string;
  readonly region: string;
  readonly status: string;
  readonly reason: string | null;
  /** When the last operation began. */
  readonly began: string | null;
  /** When it ended; null while it runs. */
  readonly ended: string | null;
}

export interface Unread {
  /** As an IAM policy names it. */
  readonly action: string;
  readonly because: string;
}

/** A function with an alias. */
export interface FunctionState {
  /** Logical id, after those of the nested stacks that it is in: `Orders/Checkout`. */
  readonly id: string;
  readonly name: string;
  readonly alias: string;
  /** What each version gets of the alias' traffic: while a deployment runs as CodeDeploy says it, otherwise as the alias does. */
  readonly versions: readonly Share[];
  readonly schedule: Schedule | null;
  readonly hooks: readonly Hook[];
  readonly alarms: readonly Alarm[];
  /** The deployment group does not look at alarms. */
  readonly ignoresAlarms: boolean;
  /** The last one that somebody wanted. */
  readonly deployment: Deployment | null;
  /** CodeDeploy's own deployment that takes it back. */
  readonly rollback: Deployment | null;
}

export interface Share {
  readonly version: string;
  readonly percent: number;
}

export interface Schedule {
  /** As Type says it; the name of the deployment config where nobody knows what it says. */
  readonly name: string;
  /** Each moment at which traffic moves; empty where nobody knows. */
  readonly steps: readonly Step[];
}

export interface Step {
  readonly minute: number;
  readonly percent: number;
}

export const HOOK_EVENTS = ['BeforeAllowTraffic', 'AfterAllowTraffic'] as const;
export type HookEvent = (typeof HOOK_EVENTS)[number];
export type EventStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped' | 'Unknown' | 'Ready';

export interface Hook {
  readonly event: HookEvent;
  readonly function: string;
  readonly status: EventStatus | null;
}

export interface Alarm {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | null;
  readonly since: string | null;
}

export interface Deployment {
  readonly id: string;
  /** CodeDeploy's: Created, Queued, InProgress, Baking, Succeeded, Failed, Stopped, Ready. */
  readonly status: string;
  readonly created: string | null;
  readonly ended: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Of the traffic, the new version's part in percent. */
  readonly percent: number | null;
  /** What comes next on the schedule. */
  readonly next: { readonly percent: number; readonly at: string } | null;
  readonly events: readonly LifecycleEvent[];
  readonly error: { readonly code: string; readonly message: string } | null;
  /** The deployment that this one undoes. */
  readonly rollbackOf: string | null;
  /** The deployment that undoes this one. */
  readonly rolledBackBy: string | null;
}

export interface LifecycleEvent {
  readonly name: string;
  readonly status: EventStatus;
  readonly began: string | null;
  readonly ended: string | null;
  readonly message: string | null;
}
