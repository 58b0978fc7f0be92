import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the fake answers to one call: a status, a body, headers, and whether it answers at all. */
export interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly never?: boolean;
}
export interface Call {
  readonly service: 'lambda' | 'codedeploy';
  /** The function that is invoked, or CodeDeploy's operation. */
  readonly target: string;
  readonly body: unknown;
  readonly signed: boolean;
}

/** An error as Lambda's REST API sends it. */
export const lambdaError = (status: number, name: string): Reply => ({
  status,
  headers: { 'x-amzn-errortype': name },
  body: { Type: 'User', Message: 'do not log this' },
});
/** An error as CodeDeploy's JSON 1.1 API sends it. */
export const codeDeployError = (name: string): Reply => ({ status: 400, body: { __type: name, message: 'do not log this' } });

/** The two calls of AWS that the check function makes, as they look on the wire. */
export async function fakeAws(reply: (call: Call, count: number) => Reply) {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const call = readCall(request, await textOf(request));
    calls.push(call);
    answer(response, reply(call, calls.filter(({ service }) => service === call.service).length));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { calls, endpoint: `http://127.0.0.1:${port}`, close };
}

export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function readCall(request: IncomingMessage, text: string): Call {
  const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '');
  return {
    service: invoked ? 'lambda' : 'codedeploy',
    target: invoked ? decodeURIComponent(invoked[1] as string) : String(request.headers['x-amz-target']),
    body: JSON.parse(text),
    signed: request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') ?? false,
  };
}

function answer(response: ServerResponse, { status = 200, body = {}, headers = {}, never }: Reply): void {
  if (never) return;
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-requestid': 'request-1', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
