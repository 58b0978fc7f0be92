import type { Rollout } from '../../operations/rollout/model';
import { EXIT_CODES } from '../../operations/watch/outcome';
import type { ExitCode } from '../command';
import type { Io } from '../io';
import { follow, IN_LOGS, ON_TERMINAL } from './follow';
import { Observer } from './observer';
import { watcher } from './watcher';
import type { World } from './world';

export interface Watched {
  readonly stack: string;
  readonly connection: Parameters<World['connect']>[0];
  /** Milliseconds to wait for a deployment to begin. */
  readonly wait: number;
  readonly asJson: boolean;
  /** What is wanted, and whether it has come to that. */
  readonly wanted: 'succeeded' | 'rolledBack';
  isReached(rollout: Rollout): boolean;
  /** What goes on when nobody watches any longer. */
  readonly goesOn: string;
}

/** Watches a stack and says how it ended, for watch and for abort. */
export async function watchStack(
  io: Io,
  world: World,
  { stack, connection, wait, asJson, wanted, isReached, goesOn }: Watched,
): Promise<ExitCode> {
  const clients = world.connect(connection, world.clock);
  const observer = new Observer(clients, stack, world.clock.now);
  const output = await watcher(io, world, clients, asJson);
  const { signal, release } = world.interruption();
  const pace = world.live && !asJson ? ON_TERMINAL : IN_LOGS;
  try {
    const last = await follow({ observer, clock: world.clock, pace, signal, wait, saw: output.saw, tick: output.tick });
    const outcome = last === undefined ? 'interrupted' : isReached(last) ? wanted : 'failed';
    output.end(outcome);
    output.close();
    if (outcome === 'interrupted') io.stderr(`Stopped watching. ${goesOn}\n`);
    if (outcome === 'failed') io.stderr(`To find out why: safedeploy why --stack ${stack}\n`);
    return EXIT_CODES[outcome];
  } finally {
    output.close();
    release();
  }
}
