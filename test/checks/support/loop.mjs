// The least of a Lambda runtime, where the real client is not built: asks for an event, calls index.handler, sends the result.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { handler } = createRequire(join(process.cwd(), 'index.js'))('./index.js');
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
for (;;) {
  const next = await fetch(`${api}/next`);
  const id = next.headers.get('lambda-runtime-aws-request-id');
  const deadline = Number(next.headers.get('lambda-runtime-deadline-ms'));
  const send = (path, body) => fetch(`${api}/${id}/${path}`, { method: 'POST', body: JSON.stringify(body ?? null) });
  try {
    await send('response', await handler(await next.json(), { getRemainingTimeInMillis: () => deadline - Date.now() }));
  } catch (fault) {
    await send('error', { errorType: fault.name, errorMessage: fault.message });
  }
}
