import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What AWS answers instead of a result. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export interface Call {
  /** As an IAM policy names it. */
  readonly action: string;
  // biome-ignore lint/suspicious/noExplicitAny: each action has its own input
  readonly input: any;
}
export type Answer = (call: Call) => unknown;

type Dialect = 'query' | 'json' | 'rest';
interface Request extends Call {
  readonly dialect: Dialect;
}

const SERVICES: Readonly<Record<string, string>> = {
  CodeDeploy_20141006: 'codedeploy',
  GraniteServiceVersion20100801: 'cloudwatch',
  Logs_20140328: 'logs',
};

/** Who speaks the query protocol, by the version of its interface. */
const VERSIONS: Readonly<Record<string, string>> = { '2011-06-15': 'sts', '2010-05-08': 'iam' };

/** Paths of Lambda's REST interface. */
const ROUTES: readonly (readonly [method: string, path: RegExp, operation: string])[] = [
  ['GET', /\/functions\/([^/]+)\/aliases\/([^/]+)$/, 'GetAlias'],
  ['GET', /\/functions\/([^/]+)\/aliases$/, 'ListAliases'],
  ['GET', /\/functions\/([^/]+)\/versions$/, 'ListVersionsByFunction'],
  ['GET', /\/functions\/([^/]+)\/configuration$/, 'GetFunctionConfiguration'],
  ['GET', /\/functions\/([^/]+)\/policy$/, 'GetPolicy'],
  ['GET', /\/functions\/([^/]+)\/provisioned-concurrency$/, 'ListProvisionedConcurrencyConfigs'],
  ['GET', /\/functions\/([^/]+)\/durable-executions$/, 'ListDurableExecutionsByFunction'],
  ['GET', /\/event-source-mappings\/?()$/, 'ListEventSourceMappings'],
  ['DELETE', /\/functions\/([^/]+)$/, 'DeleteFunction'],
  ['POST', /\/functions\/([^/]+)\/invocations$/, 'InvokeFunction'],
];

/** Speaks AWS's protocols over HTTP on this machine, and remembers what it was asked. */
export class Wire {
  readonly calls: Call[] = [];
  private server: Server | undefined;

  constructor(private readonly answer: Answer) {}

  async open(): Promise<string> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        const asked = readRequest(request, Buffer.concat(chunks).toString());
        this.calls.push({ action: asked.action, input: asked.input });
        try {
          const [status, headers, body] = written(asked, this.answer(asked));
          response.writeHead(status, headers).end(body);
        } catch (fault) {
          const [status, headers, body] = refused(asked.dialect, fault);
          response.writeHead(status, headers).end(body);
        }
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
  }

  get actions(): string[] {
    return this.calls.map(({ action }) => action);
  }
}

function readRequest({ method = '', url = '', headers }: IncomingMessage, body: string): Request {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const [service = '', operation = ''] = target.split('.');
    return { dialect: 'json', action: `${SERVICES[service]}:${operation}`, input: JSON.parse(body || '{}') };
  }
  const { pathname, searchParams } = new URL(url, 'http://x');
  for (const [verb, pattern, operation] of ROUTES) {
    const match = verb === method && pattern.exec(pathname);
    if (!match) continue;
    const [, name = '', other] = match.map((part) => decodeURIComponent(part ?? ''));
    return {
      dialect: 'rest',
      action: `lambda:${operation}`,
      input: {
        FunctionName: name,
        Name: other,
        ...Object.fromEntries(searchParams),
        ...(operation === 'InvokeFunction' && { Payload: body }),
      },
    };
  }
  if (method === 'PUT') {
    const [, bucket, ...key] = pathname.split('/').map(decodeURIComponent);
    return { dialect: 'query', action: 's3:PutObject', input: { Bucket: bucket, Key: key.join('/'), Body: body } };
  }
  const form = Object.fromEntries(new URLSearchParams(body));
  return {
    dialect: 'query',
    action: `${VERSIONS[form.Version ?? ''] ?? 'cloudformation'}:${form.Action ?? `${method} ${url}`}`,
    input: form,
  };
}

type Written = readonly [status: number, headers: Record<string, string>, body: string];

function written({ dialect, action }: Request, result: unknown): Written {
  if (dialect === 'query') {
    const name = action.split(':')[1];
    return [200, { 'content-type': 'text/xml' }, `<${name}Response><${name}Result>${xml(result)}</${name}Result></${name}Response>`];
  }
  return [200, { 'content-type': 'application/x-amz-json-1.1' }, JSON.stringify(seconds(result ?? {}))];
}

function refused(dialect: Dialect, fault: unknown): Written {
  const { code, message, status } = fault instanceof AwsError ? fault : new AwsError('InternalFailure', String(fault), 500);
  if (dialect === 'query') {
    const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
    return [status, { 'content-type': 'text/xml' }, `<ErrorResponse>${error}</ErrorResponse>`];
  }
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code };
  return [status, headers, JSON.stringify({ __type: code, message, Message: message })];
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Lists are members, as the query protocol has them. */
function xml(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => `<member>${xml(item)}</member>`).join('');
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => `<${name}>${xml(inner)}</${name}>`)
      .join('');
  return escaped(String(value));
}

/** Times are seconds in JSON. */
function seconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1_000;
  if (Array.isArray(value)) return value.map(seconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, seconds(inner)]));
}
