import type { Rollout } from '../../operations/rollout/model';
import { isLost } from '../../operations/rollout/status';
import { isCalm } from '../../operations/watch/outcome';
import type { Clock } from '../aws/pace';
import { faultOf, isPassing, OperationFault } from './fault';
import type { Observer } from './observer';

/** Milliseconds between two looks, and between two ticks for what counts down in between. */
interface Pace {
  readonly look: number;
  readonly tick: number;
}
export const ON_TERMINAL: Pace = { look: 2_000, tick: 1_000 };
export const IN_LOGS: Pace = { look: 5_000, tick: 5_000 };

interface Following {
  readonly observer: Observer;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Milliseconds to wait for a deployment to begin; 0 tells how the last one ended where none runs. */
  readonly wait: number;
  saw(rollout: Rollout): Promise<void> | void;
  tick(): void;
}

/** Looks at a stack until its operation and its deployments have ended, and gives the last look; undefined where it is interrupted. */
export async function follow(following: Following): Promise<Rollout | undefined> {
  const { observer, clock, signal, wait, saw } = following;
  const started = clock.now();
  const first = await observer.look();
  let rollout = first;
  let hasBegun = wait === 0;
  for (;;) {
    await saw(rollout);
    hasBegun ||= !isCalm(rollout) || hasMoved(first, rollout);
    if (hasBegun && isCalm(rollout) && !isRollbackDue(rollout, clock.now())) return deployed(rollout);
    if (!hasBegun && clock.now() - started >= wait) throw nothingBegan(rollout, wait);
    await rest(following);
    const next = signal.aborted ? undefined : await lookAgain(following);
    if (!next) return undefined;
    rollout = next;
  }
}

const MOMENT = 15_000;

/** CodeDeploy needs a moment to begin the rollback of what it has just stopped. */
const isRollbackDue = ({ functions }: Rollout, now: number): boolean =>
  functions.some(({ deployment, rollback }) => isLost(deployment) && !rollback && now - Date.parse(deployment?.ended ?? '') < MOMENT);

/** Short operations begin and end between two looks. */
const hasMoved = (before: Rollout, after: Rollout): boolean =>
  before.stack.began !== after.stack.began ||
  after.functions.some(({ deployment }, i) => deployment !== null && deployment.id !== before.functions[i]?.deployment?.id);

/** A stack that only has a change set has not been deployed. */
function deployed(rollout: Rollout): Rollout {
  if (rollout.stack.status === 'REVIEW_IN_PROGRESS') throw nothingBegan(rollout, 0);
  return rollout;
}

const nothingBegan = ({ stack }: Rollout, waited: number): OperationFault =>
  new OperationFault('SD1311', { stack: stack.name, seconds: waited / 1_000 }, 3);

/** A network that is gone for longer does not come back. */
const LONGEST_DARKNESS = 5 * 60_000;

/** Goes on through faults that pass. Others, expired credentials above all, end the watch and not the deployment. */
async function lookAgain(following: Following): Promise<Rollout | undefined> {
  const { observer, clock, signal } = following;
  const dark = clock.now();
  for (;;) {
    try {
      return await observer.look();
    } catch (thrown) {
      const fault = faultOf('AWS', thrown);
      if (!isPassing(fault) || clock.now() - dark > LONGEST_DARKNESS) throw new OperationFault('SD1312', { said: fault.text }, 3);
      await rest(following);
      if (signal.aborted) return undefined;
    }
  }
}

async function rest({ clock, pace, signal, tick }: Following): Promise<void> {
  for (let rested = 0; rested < pace.look && !signal.aborted; rested += pace.tick) {
    await clock.sleep(pace.tick, signal);
    tick();
  }
}
