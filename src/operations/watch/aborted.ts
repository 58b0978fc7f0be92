import type { Rollout } from '../rollout/model';
import { isBusy, isStuck } from '../rollout/status';

/** Is the traffic of everything that was stopped where it was before, and the stack at rest? */
export function isTakenBack({ stack, functions }: Rollout, stopped: ReadonlySet<string>): boolean {
  if (isBusy(stack.status) || isStuck(stack.status) || /_FAILED$/.test(stack.status)) return false;
  return functions
    .filter(({ deployment }) => deployment !== null && stopped.has(deployment.id))
    .every(({ deployment, versions }) => versions.length === 1 && versions[0]?.version === deployment?.from);
}
