import type { Json, Trail } from '../template/json';
import type { AlarmSetting } from './alarms';
import type { Hooks } from './hooks';
import type { ConditionalSchedule, Schedule } from './schedule';

export const ROLLBACK_EVENTS = ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] as const;

/** How CodeDeploy moves the alias of one function. Absent: the alias moves at once. */
export interface Deployment {
  /** Decided at macro time, or a Fn::If over schedules that only CloudFormation can decide. */
  readonly schedule: Schedule | ConditionalSchedule;
  readonly alarms: readonly AlarmSetting[];
  readonly hooks: Hooks;
  readonly role: Json | undefined;
  readonly permissionsBoundary: Json | undefined;
  readonly rolePath: Json | undefined;
  readonly triggers: Json | undefined;
  readonly ignoreAlarms: boolean;
  readonly ignorePollAlarmFailure: boolean | undefined;
  readonly rollback: readonly string[];
  readonly passCondition: boolean;
}

/** Everything decided about one marked function. */
export interface FunctionSettings {
  readonly id: string;
  /** The name of the alias. A literal: it is part of logical ids and of text. */
  readonly alias: string;
  readonly deployment: Deployment | undefined;
  readonly tags: Json | undefined;
  readonly propagateTags: boolean;
  readonly versionDescription: Json | undefined;
  readonly versionDeletionPolicy: 'Retain' | 'Delete' | undefined;
  readonly provisionedConcurrency: Json | undefined;
  readonly revision: Json | undefined;
  readonly codeSha256: Json | undefined;
  readonly functionUrl: 'Alias' | 'Latest' | undefined;
  readonly stamp: boolean;
  /** Logical ids, each with how a message may show it. */
  readonly keep: ReadonlyMap<string, string>;
  readonly move: ReadonlyMap<string, string>;
  /** Nobody moves yet. */
  readonly callersStay: boolean;
  /** Permissions stand on the function beside those on the alias. */
  readonly permissionsOnBoth: boolean;
  readonly versionProperties: ReadonlyMap<string, boolean>;
  /** Where the mark stands, for what is wrong with the function as a whole. */
  readonly path: Trail;
}
