import { clients } from '../../../src/cli/aws/clients';
import type { Command } from '../../../src/cli/command';
import type { World } from '../../../src/cli/operations/world';
import { guarded } from '../../../src/cli/run';
import type { Account } from './account';
import { at, REGION } from './shop';
import { Wire } from './wire';

export interface Surroundings {
  /** Minutes after ten o'clock. */
  readonly minute?: number;
  readonly columns?: number;
  readonly colours?: boolean;
  /** Whether the standard output is a terminal. */
  readonly live?: boolean;
  /** What somebody answers to a question; without it nobody can be asked. */
  readonly answer?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly frames: readonly string[];
  readonly question: string | undefined;
  /** The actions that were called, in order. */
  readonly actions: readonly string[];
  /** Minutes after ten o'clock. */
  readonly ended: number;
}

const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIAFORTHISTEST00000',
  AWS_SECRET_ACCESS_KEY: 'secret-of-this-test',
  AWS_SESSION_TOKEN: 'token-of-this-test',
};

/** A command with a clock of its own and the real clients of the SDK, against an account that listens on this machine. */
export class Session {
  private readonly story: { minute: number; happens(): void }[] = [];
  private readonly interruption = new AbortController();
  /** Every action that any session called, by the name of the command. */
  static readonly called = new Map<string, Set<string>>();

  constructor(
    private readonly account: Account,
    private readonly surroundings: Surroundings = {},
  ) {}

  /** Something happens in the account while the command waits. */
  when(minute: number, happens: () => void): this {
    this.story.push({ minute, happens });
    return this;
  }

  /** Ctrl-C. */
  interrupt = (): void => this.interruption.abort();

  async run(make: (world: World) => Command, ...args: string[]): Promise<Ran> {
    const { minute = 5, columns = 100, colours = false, live = false, answer, environment = {} } = this.surroundings;
    const wire = new Wire(this.account.answer);
    const kept = { ...process.env };
    const endpoint = await wire.open();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: REGION,
      ...CREDENTIALS,
      AWS_CONFIG_FILE: '/nowhere',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      ...environment,
    });
    for (const [name, value] of Object.entries(environment)) if (value === undefined) delete process.env[name];
    let now = at(minute).getTime();
    const printed = { stdout: '', stderr: '' };
    const frames: string[] = [];
    let question: string | undefined;
    const io = {
      stdin: (async function* () {})(),
      stdout: (text: string) => {
        printed.stdout += text;
      },
      stderr: (text: string) => {
        printed.stderr += text;
      },
      colours: false,
      columns,
    };
    const world: World = {
      clock: {
        now: () => now,
        sleep: async (milliseconds) => {
          now += milliseconds;
          const due = this.story.filter((one) => at(one.minute).getTime() <= now);
          for (const step of due.sort((a, b) => a.minute - b.minute)) {
            this.story.splice(this.story.indexOf(step), 1);
            step.happens();
          }
        },
      },
      // calls take no time here: test/operations/pace.test.ts has their rate
      connect: (connection) => clients(connection, { now: () => 0, sleep: async () => undefined }),
      screen: () => ({ colours, columns }),
      live: live ? async () => ({ draw: (text) => void frames.push(text), done: () => undefined }) : undefined,
      ask:
        answer === undefined
          ? undefined
          : async (asked) => {
              question = asked;
              return answer;
            },
      interruption: () => ({ signal: this.interruption.signal, release: () => undefined }),
    };
    const command = make(world);
    try {
      const code = await guarded(command, args, io);
      return { code, ...printed, frames, question, actions: wire.actions, ended: (now - at(0).getTime()) / 60_000 };
    } finally {
      const called = Session.called.get(command.name) ?? new Set();
      for (const action of wire.actions) called.add(action);
      Session.called.set(command.name, called);
      process.env = kept;
      await wire.close();
    }
  }
}
