import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Client } from './client';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB, and a bit for what is around it. */
const LARGEST_RESPONSE = 6 * 2 ** 20 + 100;

export interface Outcome {
  /** `response` and `error` are the two ends of an invocation, `init` a function that does not load. */
  readonly kind: 'response' | 'error' | 'init';
  readonly status: number;
  readonly body: string;
}

interface Invocation {
  readonly body: string;
  readonly settle: (outcome: Outcome) => void;
}

/**
 * A function in a process of its own, under Lambda's runtime client, and the Runtime API that hands it events.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class Runtime {
  /** Milliseconds from the start of the process until it asked for its first event. */
  readonly ready: Promise<number>;
  private started = 0;
  private child: ChildProcess | undefined;
  private waiting: ServerResponse | undefined;
  private readonly queue: Invocation[] = [];
  private readonly running = new Map<string, Invocation>();
  private readonly server: Server = createServer((request, response) => this.serve(request, response));
  private ended: Promise<void> | undefined;
  private firstNext: (milliseconds: number) => void = () => {};
  private refused: (fault: Error) => void = () => {};
  private count = 0;
  log = '';

  /** `handler` as in a template, `index.handler`, in a folder. */
  constructor(client: Client, folder: string, handler = 'index.handler') {
    this.ready = new Promise((resolve, reject) => {
      this.firstNext = resolve;
      this.refused = reject;
    });
    this.server.listen(0, '127.0.0.1', () => this.spawn(client, folder, handler));
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Hands over an event, once the function asks for one. */
  invoke(event: unknown): Promise<Outcome> {
    return new Promise((settle) => {
      this.queue.push({ body: JSON.stringify(event), settle });
      this.next();
    });
  }

  async stop(): Promise<void> {
    this.child?.kill('SIGKILL');
    this.server.close();
    this.server.closeAllConnections();
    await this.ended;
  }

  private spawn({ node, script }: Client, folder: string, handler: string): void {
    const { port } = this.server.address() as AddressInfo;
    const env = {
      PATH: process.env.PATH,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
      AWS_LAMBDA_FUNCTION_NAME: 'SafeDeploy',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/SafeDeploy',
      AWS_LAMBDA_LOG_STREAM_NAME: 'test',
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: handler,
      TZ: ':UTC',
    };
    this.started = performance.now();
    const child = spawn(node, ['--max-old-space-size=921', script], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (this.log += text));
    this.ended = new Promise((resolve) => child.once('exit', () => resolve()));
    child.once('exit', (code) => {
      this.refused(new Error(`The runtime ended with ${code}: ${this.log.slice(-1000)}`));
      for (const [id] of this.running) this.settle(id, { kind: 'init', status: 0, body: `The runtime ended with ${code}` });
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id = '', end = ''] = /\/invocation\/([^/]+)(?:\/(response|error))?$/.exec(request.url ?? '') ?? [];
    if (id === 'next') {
      this.firstNext(performance.now() - this.started);
      this.waiting = response;
      this.next();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    if (end === '') this.refused(new Error(`The function does not load: ${body}`));
    const fits = Buffer.byteLength(body) <= LARGEST_RESPONSE;
    const status = fits ? 202 : 413;
    response
      .writeHead(status, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ status: fits ? 'OK' : 'RequestEntityTooLarge' }));
    this.settle(id, { kind: end === 'response' ? 'response' : end === 'error' ? 'error' : 'init', status, body });
  }

  private next(): void {
    if (!this.waiting) return;
    const invocation = this.queue.shift();
    if (!invocation) return;
    const id = `00000000-0000-4000-8000-${String(++this.count).padStart(12, '0')}`;
    this.running.set(id, invocation);
    const headers = {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': id,
      'Lambda-Runtime-Deadline-Ms': String(Date.now() + 30_000),
      'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:eu-west-1:123456789012:function:SafeDeploy',
    };
    this.waiting.writeHead(200, headers).end(invocation.body);
    this.waiting = undefined;
  }

  private settle(id: string, outcome: Outcome): void {
    this.running.get(id)?.settle(outcome);
    this.running.delete(id);
  }
}
