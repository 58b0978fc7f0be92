import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * For the tests of a file: a server of this machine that answers as CloudFormation does, and an environment that leads the SDK there.
 * `answer` gives what is inside of the result, or a whole `<ErrorResponse>`. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html
 */
export function withCloudFormation(answer: (asked: Record<string, string>) => string): void {
  const kept = { ...process.env };
  let server: Server;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        const asked = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
        const body = answer(asked);
        const fails = body.startsWith('<ErrorResponse>');
        const [from, to] = ['Response', 'Result'].map((word) => `${asked.Action}${word}`);
        response.writeHead(fails ? 400 : 200, { 'content-type': 'text/xml' });
        response.end(fails ? body : `<${from}><${to}>${body}</${to}></${from}>`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_REGION: 'eu-north-1',
      AWS_ACCESS_KEY_ID: 'for-this-test',
      AWS_SECRET_ACCESS_KEY: 'for-this-test',
    });
  });

  afterAll(async () => {
    process.env = kept;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
}

export const refusal = (code: string, message: string): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
