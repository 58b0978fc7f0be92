import type { Rule } from '../explanation';
import { afterShift } from './afterShift';
import { alarmBefore, alarmDuring, alarmUnknown } from './alarms';
import { aliasMoved } from './aliasMoved';
import { cancelled } from './cancelled';
import { checkFailed } from './checkFailed';
import { conflictingDeployment } from './conflictingDeployment';
import { deploymentFailed } from './deploymentFailed';
import { expiredCredentials } from './expiredCredentials';
import { hookCannotReport } from './hookCannotReport';
import { hookFailed } from './hookFailed';
import { hookMissing } from './hookMissing';
import { hookNotAllowed } from './hookNotAllowed';
import { hookSilent } from './hookSilent';
import { hookTimedOut } from './hookTimedOut';
import { manualStop } from './manualStop';
import { provisionedConcurrency } from './provisionedConcurrency';
import { refusedTemplate } from './refusedTemplate';
import { resourceFailed } from './resourceFailed';
import { roleChanged } from './roleChanged';
import { serviceRole } from './serviceRole';
import { throttled } from './throttled';
import { unknown } from './unknown';
import { versionExists } from './versionExists';

/** The first that recognises something is the cause. What is said in so many words comes before what is inferred. */
export const RULES: readonly Rule[] = [
  refusedTemplate,
  versionExists,
  conflictingDeployment,
  roleChanged,
  aliasMoved,
  provisionedConcurrency,
  cancelled,
  manualStop,
  alarmBefore,
  alarmDuring,
  alarmUnknown,
  hookMissing,
  hookCannotReport,
  checkFailed,
  hookTimedOut,
  hookNotAllowed,
  hookSilent,
  hookFailed,
  throttled,
  expiredCredentials,
  serviceRole,
  deploymentFailed,
  afterShift,
  resourceFailed,
  unknown,
];
