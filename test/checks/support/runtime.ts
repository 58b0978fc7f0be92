import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client as realClient } from '../../runtime/support/client';
import { textOf } from './aws';

/** test/runtime builds Lambda's runtime client, once; two test files must not do it at the same time. */
const BUILT = 'test/runtime/client/node_modules/aws-lambda-ric/rapid-client.node';
const built = existsSync(BUILT) ? realClient() : `${BUILT} is not there: run test/runtime first`;

/** The real Lambda runtime client under the runtime's own Node.js, or why a loop of our own takes its place. */
export const client =
  typeof built === 'string'
    ? { name: 'a loop of our own', node: process.execPath, script: join(__dirname, 'loop.mjs'), reason: built }
    : { name: 'the runtime client of Lambda', ...built, reason: undefined };

export interface Ended {
  /** What the handler returned, or the error that the runtime reported. */
  readonly result: { readonly response: unknown } | { readonly error: { readonly errorType: string; readonly errorMessage: string } };
}

/** A function with this code behind a local Lambda Runtime API; `invoke` hands it one event and waits for its end. */
export async function lambdaFunction(code: string, environment: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'safedeploy-'));
  writeFileSync(join(folder, 'index.js'), code);
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules')); // the SDK, which Lambda's runtime brings along
  const waiting: ServerResponse[] = [];
  let ended: (result: Ended['result']) => void = () => undefined;
  const server = createServer(async (request, response) => {
    if (request.url?.endsWith('/invocation/next')) {
      waiting.push(response);
      return wake();
    }
    const body = JSON.parse((await textOf(request)) || 'null');
    response.writeHead(202).end('{}');
    ended(request.url?.endsWith('/response') ? { response: body } : { error: body });
  });
  const events: { event: unknown; seconds: number }[] = [];
  const wake = () => {
    const next = events[0];
    const response = next && waiting.shift();
    if (!next || !response) return;
    events.shift();
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': 'invocation-1',
      'lambda-runtime-deadline-ms': String(Date.now() + 1_000 * next.seconds),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-west-1:123456789012:function:OrdersPreTrafficChecks',
    });
    response.end(JSON.stringify(next.event));
  };
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const child = spawn(client.node, [client.script], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: 'index.handler',
      TZ: ':UTC',
      AWS_LAMBDA_FUNCTION_NAME: 'OrdersPreTrafficChecks',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_LOG_GROUP_NAME: 'logs',
      AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      ...environment,
    },
  });
  const closed = new Promise((done) => child.once('close', done));
  let log = '';
  child.stdout.on('data', (chunk) => {
    log += chunk;
  });
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  return {
    invoke: (event: unknown, seconds = 60) =>
      new Promise<Ended['result']>((done) => {
        ended = done;
        events.push({ event, seconds });
        wake();
      }),
    /** Ends the process, and gives everything that it has logged. */
    close: async () => {
      child.kill('SIGKILL');
      await closed;
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
      return log;
    },
  };
}
