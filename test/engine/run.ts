// End to end on an engine that is not ours: test/engine/README.md.
//   npm run e2e                  all scenarios
//   npm run e2e -- 3 canary      those of number 3, and those with that word in their title
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { client } from '../runtime/support/client';
import { type Environment, environment, python } from './environment';

const HERE = resolve('test/engine');
const CACHE = resolve('.cache/engine');
const REPORTS = resolve('reports/engine');

/**
 * How many seconds one of CodeDeploy's minutes takes here, by account: scenarios/support/settings.py says which are slow, and why.
 * A canary of five minutes takes a second and a half then.
 */
const SECONDS_PER_MINUTE = JSON.stringify({ '': 0.3, '333333333333': 2, '444444444444': 1, '555555555555': 1 });
const READY_WITHIN = 120;
const DONE_WITHIN = 600;
const STOPPED_WITHIN = 3;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** The runtime client for Node.js: Lambda's own, or the small one where that cannot be built here. */
function runtime(): { node: string; script: string } {
  const found = client();
  if (typeof found !== 'string') return found;
  say(`Functions run under test/engine/runtime/client.mjs on Node.js ${process.version} instead of Lambda's own client. ${found}`);
  return { node: process.execPath, script: `${HERE}/runtime/client.mjs` };
}

const freePort = () =>
  new Promise<number>((settle, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Programs that were started here, each with a group of processes of its own. Whatever happens, they end with this one. */
const groups = new Set<ChildProcess>();
function group(child: ChildProcess): ChildProcess {
  groups.add(child);
  child.once('exit', () => {
    end(child, 'SIGKILL');
    groups.delete(child);
  });
  return child;
}

/** Ends a program and whatever it has started, by the id of its group. */
function end({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // nobody is left
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** LocalStack in host mode, in a folder of its own, with what is ours on its path. */
class Engine {
  readonly log: string;
  private readonly process: ChildProcess;

  private constructor(
    readonly folder: string,
    readonly port: number,
    found: Environment,
    { node, script }: { node: string; script: string },
  ) {
    this.log = `${folder}/engine.log`;
    const files = `${folder}/root/var/lib/localstack`;
    for (const path of ['tmp', 'home', 'root/var/lib/localstack']) mkdirSync(`${folder}/${path}`, { recursive: true });
    mkdirSync(`${found.folder}/cache`, { recursive: true });
    symlinkSync(`${found.folder}/cache`, `${files}/cache`); // a catalog of services, which takes seconds to make
    writeFileSync(this.journal, '');
    const log = openSync(this.log, 'w');
    const env = {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      HOME: `${folder}/home`,
      TMPDIR: `${folder}/tmp`,
      FILESYSTEM_ROOT: `${folder}/root`,
      OVERRIDE_IN_DOCKER: '0',
      PYTHONPATH: `${HERE}/plugin`,
      GATEWAY_LISTEN: `127.0.0.1:${port}`,
      DNS_ADDRESS: '0',
      DISABLE_EVENTS: '1',
      SKIP_SSL_CERT_DOWNLOAD: '1',
      LAMBDA_RUNTIME_EXECUTOR: 'process',
      LAMBDA_KEEPALIVE_MS: '600000',
      CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES: '1',
      CFN_VERBOSE_ERRORS: '1',
      LS_LOG: process.env.LS_LOG ?? 'info',
      ENGINE_NODE: node,
      ENGINE_NODE_CLIENT: script,
      ENGINE_NODE_MODULES: resolve('node_modules'),
      ENGINE_PYTHON_CLIENT: `${HERE}/runtime/client.py`,
      ENGINE_SECONDS_PER_MINUTE: SECONDS_PER_MINUTE,
      ENGINE_JOURNAL: this.journal,
    };
    this.process = group(
      spawn(found.python, ['-m', 'localstack.runtime.main'], { cwd: folder, detached: true, stdio: ['ignore', log, log], env }),
    );
  }

  get journal(): string {
    return `${this.folder}/journal.jsonl`;
  }

  static async start(found: Environment, runs: { node: string; script: string }): Promise<Engine> {
    for (const name of readdirSync(CACHE)) {
      const [, pid] = /^run-(\d+)$/.exec(name) ?? [];
      if (pid && !isAlive(Number(pid))) rmSync(`${CACHE}/${name}`, { recursive: true, force: true }); // of a run that was killed
    }
    return new Engine(`${CACHE}/run-${process.pid}`, await freePort(), found, runs);
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async ready(): Promise<void> {
    for (const until = Date.now() + READY_WITHIN * 1000; Date.now() < until; await sleep(100)) {
      if (this.process.exitCode !== null) throw new Error(`The engine ended with ${this.process.exitCode}: ${this.log}`);
      const answer = await fetch(`${this.endpoint}/_localstack/health`).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw new Error(`The engine was not ready within ${READY_WITHIN} seconds: ${this.log}`);
  }

  async stop(): Promise<void> {
    end(this.process, 'SIGTERM');
    for (const until = Date.now() + STOPPED_WITHIN * 1000; Date.now() < until && groups.has(this.process); ) await sleep(50);
    end(this.process, 'SIGKILL');
  }
}

/** Runs a program of the environment to its end, and gives its exit code; null when it took too long. */
function run(found: Environment, args: string[], more: Record<string, string>): Promise<number | null> {
  return new Promise((settle) => {
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...more };
    const child = group(spawn(found.python, args, { cwd: HERE, stdio: ['ignore', 'inherit', 'inherit'], detached: true, env }));
    const timer = setTimeout(() => end(child, 'SIGKILL'), DONE_WITHIN * 1000);
    child.once('exit', (code) => {
      clearTimeout(timer);
      settle(code);
    });
  });
}

/** Where a reader looks when something failed: the log of the engine, and what it wrote down. */
function keep(engine: Engine): void {
  mkdirSync(REPORTS, { recursive: true });
  for (const name of ['engine.log', 'journal.jsonl'])
    if (existsSync(`${engine.folder}/${name}`)) cpSync(`${engine.folder}/${name}`, `${REPORTS}/${name}`);
  say(`The log of the engine is kept: ${REPORTS}/engine.log`);
}

async function main(words: string[]): Promise<number> {
  const interpreter = python();
  if (typeof interpreter === 'string') return skip(interpreter);
  const began = Date.now();
  const making = environment(interpreter, CACHE, `${HERE}/constraints.txt`);
  const runs = runtime(); // builds Lambda's client meanwhile
  const found = await making;
  if (typeof found === 'string') return skip(found);
  say(`The environment is there after ${Math.round((Date.now() - began) / 1000)} s: Python ${found.version}, ${found.folder}`);

  const engine = await Engine.start(found, runs);
  process.once('exit', () => {
    for (const child of groups) end(child, 'SIGKILL');
    rmSync(engine.folder, { recursive: true, force: true, maxRetries: 3 });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  let code: number | null = 1;
  try {
    const tests = await run(found, ['-m', 'unittest', 'discover', '--quiet', '-s', 'tests', '-t', '.'], { PYTHONPATH: `${HERE}/plugin` });
    await engine.ready();
    const settings = {
      ENGINE_ENDPOINT: engine.endpoint,
      ENGINE_JOURNAL: engine.journal,
      ENGINE_LOG: engine.log,
      ENGINE_SCRATCH: engine.folder,
      ENGINE_SECONDS_PER_MINUTE: SECONDS_PER_MINUTE,
    };
    const scenarios = await run(found, ['-m', 'scenarios', ...words], settings);
    if (scenarios === null) say(`e2e: FAILED, not done within ${DONE_WITHIN} seconds`);
    if (tests !== 0) say('e2e: FAILED, the tests of the double');
    code = tests === 0 ? scenarios : 1;
  } catch (fault) {
    appendFileSync(engine.log, `\n${fault}\n`);
    say(`e2e: FAILED, ${fault instanceof Error ? fault.message : fault}`);
  } finally {
    await engine.stop();
    if (code !== 0) keep(engine);
  }
  return code ?? 1;
}

function skip(why: string): number {
  say(`e2e: skipped, ${why}`);
  return 0;
}

if (spawnSync('true').error) throw new Error('run.ts needs a Unix');
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
