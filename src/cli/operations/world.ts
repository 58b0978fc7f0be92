import { createInterface } from 'node:readline/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type Clients, clients } from '../aws/clients';
import type { Connection } from '../aws/connection';
import type { Clock } from '../aws/pace';
import { type Screen, standardOutput } from '../plan/screen';

/** What the commands that ask AWS touch beside their Io, so that tests can stand in for AWS, the time and a terminal. */
export interface World {
  readonly clock: Clock;
  connect(connection: Connection, clock: Clock): Clients;
  screen(): Screen;
  /** A region of the terminal that is drawn again and again; undefined where the standard output is no terminal. */
  readonly live: (() => Promise<Live>) | undefined;
  /** undefined where nobody can be asked. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** Aborted by Ctrl-C, from then on until `release`. */
  interruption(): { readonly signal: AbortSignal; release(): void };
}

export interface Live {
  draw(text: string): void;
  /** Leaves what was drawn last. */
  done(): void;
}

export const realWorld: World = {
  clock: {
    now: Date.now,
    sleep: (milliseconds, signal) => wait(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined),
  },
  connect: clients,
  screen: standardOutput,
  live: process.stdout.isTTY && process.stdout.rows > 0 ? openLive : undefined, // some terminals of CI have no rows
  ask: process.stdin.isTTY && process.stderr.isTTY ? ask : undefined,
  interruption,
};

async function openLive(): Promise<Live> {
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(process.stdout);
  return { draw: (text) => update(text), done: () => update.done() };
}

/** On the standard error, so that the standard output holds nothing but the answer. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

function interruption() {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once('SIGINT', abort);
  return { signal: controller.signal, release: () => void process.removeListener('SIGINT', abort) };
}
