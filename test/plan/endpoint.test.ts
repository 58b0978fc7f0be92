import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from '../../src/cli/aws/stack';
import { deploymentIn, plan } from './support/plan';
import { CANARY, marked, using } from './support/templates';

/** The SDK as it is, against a server of this machine that answers as CloudFormation does. */
const template = using(marked(CANARY));
const STACK_ID = 'arn:aws:cloudformation:eu-north-1:210987654321:stack/shop/0';
const ANSWERS: Readonly<Record<string, string>> = {
  DescribeStacks: `<Stacks><member><StackName>shop</StackName><StackId>${STACK_ID}</StackId><StackStatus>CREATE_COMPLETE</StackStatus>
    <CreationTime>2026-01-01T00:00:00Z</CreationTime></member></Stacks>`,
  GetTemplate: `<TemplateBody>{"Resources": {"F": {"Type": "AWS::Lambda::Function"}}}</TemplateBody>`,
};
const NO_STACK = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>
  <Message>Stack with id none does not exist</Message></Error></ErrorResponse>`;

let server: Server;
const kept = { ...process.env };

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const asked = new URLSearchParams(Buffer.concat(chunks).toString());
      const action = asked.get('Action') ?? '';
      if (asked.get('StackName') !== 'shop') return response.writeHead(400, { 'content-type': 'text/xml' }).end(NO_STACK);
      const result = `<${action}Result>${ANSWERS[action]}</${action}Result>`;
      return response.writeHead(200, { 'content-type': 'text/xml' }).end(`<${action}Response>${result}</${action}Response>`);
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

test('a stack', async () => {
  const made = await plan(template, ['--stack', 'shop'], { connect });
  expect(deploymentIn(made)).toMatchObject({ effect: 'first', because: 'the alias live is new' });
});

test('a stack that does not exist', async () => {
  await expect(plan(template, ['--stack', 'none'], { connect })).rejects.toThrow(
    'The stack none cannot be read: Stack with id none does not exist (ValidationError).',
  );
});
