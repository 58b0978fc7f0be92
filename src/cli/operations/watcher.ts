import type { Rollout } from '../../operations/rollout/model';
import { failuresOf, operationsOf } from '../../operations/rollout/operation';
import { hasFailed } from '../../operations/rollout/status';
import { type Change, changesOf, type Outcome } from '../../operations/watch/changes';
import type { Clients } from '../aws/clients';
import type { Io } from '../io';
import { frame } from './draw/frame';
import { line } from './draw/line';
import { readEvents } from './read/events';
import { Reader } from './read/reader';
import type { Live, World } from './world';

/** Where watch writes: a region that is drawn again and again, a line for each change, or an object for each. */
interface Watcher {
  saw(rollout: Rollout): Promise<void>;
  tick(): void;
  /** The last that is written. */
  end(outcome: Outcome): void;
  /** Leaves the terminal in order, whatever happened. */
  close(): void;
}

export async function watcher(io: Io, { screen, clock, live }: World, clients: Clients, asJson: boolean): Promise<Watcher> {
  const write = (change: Change) => io.stdout(asJson ? `${JSON.stringify(change)}\n` : line(change));
  if (asJson || !live) return inLines(write, clients, clock.now);
  return onTerminal(await live(), screen, clock.now);
}

function onTerminal(live: Live, screen: World['screen'], now: () => number): Watcher {
  let last: Rollout | undefined;
  const draw = () => {
    if (last) live.draw(frame(last, { ...screen(), now: now() }));
  };
  return {
    saw: async (rollout) => {
      last = rollout;
      draw();
    },
    tick: draw,
    end: () => undefined,
    close: live.done,
  };
}

function inLines(write: (change: Change) => void, clients: Clients, now: () => number): Watcher {
  let last: Rollout | undefined;
  const at = () => new Date(now()).toISOString();
  return {
    saw: async (rollout) => {
      for (const change of changesOf(last, rollout, at())) write(change);
      const hasTurned = hasFailed(rollout.stack.status) && last !== undefined && !hasFailed(last.stack.status);
      if (hasTurned) for (const failure of await firstFailure(clients, rollout, at())) write(failure);
      last = rollout;
    },
    tick: () => undefined,
    end: (outcome) => write({ at: at(), kind: 'end', stack: last?.stack.name ?? '', outcome }),
    close: () => undefined,
  };
}

/** When the stack turns back: the resource that made it. */
async function firstFailure(clients: Clients, { stack }: Rollout, at: string): Promise<Change[]> {
  const events = await readEvents(new Reader(clients), stack.id, (all) => operationsOf(all).length > 0);
  const [operation] = operationsOf(events);
  const [first] = operation ? failuresOf(operation).forward : [];
  return first ? [{ at, kind: 'failure', resource: first.id, type: first.type, status: first.status, reason: first.reason }] : [];
}
