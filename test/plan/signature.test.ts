import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BUILT, Built } from '../cli/support/built';
import { CANARY, marked, using } from './support/templates';

jest.setTimeout(60_000);

const built = new Built();
afterAll(built.remove);

/** What AWS answers to a wrong signature: it quotes the request, and with it the token of a session. */
const QUOTED = `<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided. The Canonical String for this request should have been
'POST
x-amz-security-token:TOKEN-OF-A-SESSION'</Message></Error></ErrorResponse>`;

test.each(['plan', 'lint', 'rehearse', 'status'])('%s shows no token of a session, as built', async (command) => {
  built.write({ 't.yaml': using(marked(CANARY)) });
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(403, { 'content-type': 'text/xml' }).end(QUOTED));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-north-1',
    AWS_ACCESS_KEY_ID: 'for-this-test',
    AWS_SECRET_ACCESS_KEY: 'for-this-test',
    AWS_SESSION_TOKEN: 'TOKEN-OF-A-SESSION',
  };
  const args = command === 'status' ? [command, '--stack', 'shop'] : [command, 't.yaml', '--stack', 'shop'];
  const child = spawn(process.execPath, [BUILT, ...args], { env, cwd: built.folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(code).toBe(2);
  expect(said).toContain('does not match');
  expect(said).not.toContain('TOKEN-OF-A-SESSION');
});
