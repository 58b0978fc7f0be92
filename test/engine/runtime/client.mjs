// A small client of Lambda's Runtime API for Node.js: it stands in for aws-lambda-ric where that cannot be built.
//   AWS_LAMBDA_RUNTIME_API=host:port node client.mjs file.export
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
// not fetch: it gives up after five minutes without an event
const ask = (method, path, body) =>
  new Promise((resolve, reject) => {
    const asked = request(`${api}/${path}`, { method }, async (response) => resolve({ headers: response.headers, body: await text(response) }));
    asked.on('error', reject).end(body);
  });
const post = (path, value) => ask('POST', path, JSON.stringify(value ?? null));
const faultOf = (fault) => ({
  errorType: fault?.name ?? 'Error',
  errorMessage: fault?.message ?? String(fault),
  trace: fault?.stack?.split('\n') ?? [],
});

async function load(handler) {
  const at = handler.lastIndexOf('.');
  const root = join(process.env.LAMBDA_TASK_ROOT, handler.slice(0, at));
  const module = existsSync(`${root}.mjs`) ? await import(`${root}.mjs`) : createRequire(import.meta.url)(root);
  const found = module[handler.slice(at + 1)] ?? module.default?.[handler.slice(at + 1)];
  if (typeof found !== 'function') throw new Error(`${handler} is not defined or not exported`);
  return found;
}

/** As Lambda calls a handler: one that takes a callback has not answered when it returns nothing. */
const call = (handler, event, context) =>
  new Promise((resolve, reject) => {
    const answer = handler(event, context, (fault, result) => (fault ? reject(fault) : resolve(result)));
    if (answer !== undefined || handler.length < 3) resolve(answer);
  });

let handler;
try {
  handler = await load(process.argv[2]);
} catch (fault) {
  await post('init/error', faultOf(fault));
  process.exit(1);
}

for (;;) {
  const { headers, body } = await ask('GET', 'invocation/next');
  const id = headers['lambda-runtime-aws-request-id'];
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const context = {
    awsRequestId: id,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  try {
    await post(`invocation/${id}/response`, await call(handler, JSON.parse(body), context));
  } catch (fault) {
    await post(`invocation/${id}/error`, faultOf(fault));
  }
}
