import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Account } from './support/account';
import { cleanUp, deployment, event, shop } from './support/shop';
import { Wire } from './support/wire';

/** The command as it is built, as a process. `npm test` builds it. */
const BUILT = join(process.cwd(), 'dist', 'cli', 'safedeploy.js');
afterAll(cleanUp);

interface Running {
  readonly exit: Promise<{ code: number | null; stdout: string; stderr: string }>;
  interruptWhen(words: string): void;
}

function start(endpoint: string, args: readonly string[]): Running {
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: endpoint,
    AWS_DEFAULT_REGION: 'eu-north-1',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 's',
  };
  const child = spawn(process.execPath, [BUILT, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { stdout: '', stderr: '' };
  const waiting: string[] = [];
  child.stdout.on('data', (chunk) => {
    printed.stdout += chunk;
    // a second signal would end it at once
    if (waiting.some((words) => printed.stdout.includes(words))) {
      waiting.length = 0;
      child.kill('SIGINT');
    }
  });
  child.stderr.on('data', (chunk) => {
    printed.stderr += chunk;
  });
  return {
    exit: new Promise((resolve) => child.on('close', (code) => resolve({ code, ...printed }))),
    interruptWhen: (words) => void waiting.push(words),
  };
}

async function against<T>(account: Account, use: (endpoint: string, wire: Wire) => Promise<T>): Promise<T> {
  const wire = new Wire(account.answer);
  try {
    return await use(await wire.open(), wire);
  } finally {
    await wire.close();
  }
}

async function running() {
  const made = await shop();
  event(made.stack, 0, 'UPDATE_IN_PROGRESS');
  made.stack.status = 'UPDATE_IN_PROGRESS';
  deployment(made.account);
  return made;
}

test.each([
  ['status', 'd-CHECKOUT8 in progress'],
  ['prune', 'Nothing to delete.'],
  ['why', 'No failed operation found'],
])('safedeploy %s', async (command, words) => {
  const { account, stack } = await running();
  if (command !== 'status') stack.status = 'UPDATE_COMPLETE';
  const { code, stdout, stderr } = await against(account, (endpoint) => start(endpoint, [command, '--stack', 'shop']).exit);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(words);
});

test('safedeploy watch, until Ctrl-C', async () => {
  const { account } = await running();
  const { code, stdout, stderr } = await against(account, (endpoint) => {
    const child = start(endpoint, ['watch', '--stack', 'shop']);
    child.interruptWhen('10% of traffic on version 8');
    return child.exit;
  });
  expect(code).toBe(130);
  expect(stdout).toContain('shop  no longer watched');
  expect(stderr).toContain('The deployment continues');
  expect(account.stopped).toEqual([]);
});

test('safedeploy abort asks nobody where there is no terminal', async () => {
  const { account } = await running();
  const { code, stderr } = await against(account, (endpoint) => start(endpoint, ['abort', '--stack', 'shop']).exit);
  expect(code).toBe(2);
  expect(stderr).toContain('error SD1322');
  expect(account.stopped).toEqual([]);
});

test('a command that asks nobody loads no SDK', async () => {
  const { account } = await running();
  const { code, stdout } = await against(account, (endpoint) => start(endpoint, ['explain', 'SD1301']).exit);
  expect(code).toBe(0);
  expect(stdout).toContain('Stack not found');
});
