import type { Rollout } from '../rollout/model';
import { hasFailed, isBusy, isLost, isRunning } from '../rollout/status';
import { isOfThisOperation } from './changes';

/** Nothing moves: neither the stack nor a deployment of its functions. */
export const isCalm = ({ stack, functions }: Rollout): boolean =>
  !isBusy(stack.status) && !functions.some(({ deployment, rollback }) => isRunning(deployment) || isRunning(rollback));

/** Did the last operation, and each deployment that belongs to it, end well? */
export const isSuccess = (rollout: Rollout): boolean =>
  !hasFailed(rollout.stack.status) && !rollout.functions.some((one) => isOfThisOperation(one, rollout) && isLost(one.deployment));

/** 130 is what shells give for Ctrl-C. */
export const EXIT_CODES = { succeeded: 0, rolledBack: 0, failed: 1, interrupted: 130 } as const;
