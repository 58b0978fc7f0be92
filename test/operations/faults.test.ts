import { configOf } from '../../src/cli/aws/connection';
import { kindOf, saidOf } from '../../src/cli/aws/faults';
import { statusCommand } from '../../src/cli/commands/status';
import { watchCommand } from '../../src/cli/commands/watch';
import { whyCommand } from '../../src/cli/commands/why';
import { Session, type Surroundings } from './support/session';
import { cleanUp, deployment, event, shop } from './support/shop';
import { AwsError } from './support/wire';

afterAll(cleanUp);

const COMMANDS = [statusCommand, watchCommand, whyCommand] as const;
const refusedBy = async (fault: AwsError, surroundings: Surroundings = {}) => {
  const { account } = await shop();
  account.faults.push(() => fault);
  const ran = [];
  for (const command of COMMANDS) ran.push(await new Session(account, surroundings).run(command, '--stack', 'shop'));
  return ran;
};

test.each([
  ['a stack that does not exist', new AwsError('ValidationError', 'Stack with id shop does not exist'), 'SD1301'],
  ['an expired token', new AwsError('ExpiredToken', 'The security token included in the request is expired', 403), 'SD1302'],
  ['a key of nobody', new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403), 'SD1302'],
  ['no rights', new AwsError('AccessDenied', 'User: u is not authorized to perform: cloudformation:DescribeStacks', 403), 'SD1303'],
  ['a parameter that AWS does not take', new AwsError('ValidationError', '1 validation error detected'), 'SD1307'],
])('%s', async (_, fault, code) => {
  for (const ran of await refusedBy(fault)) {
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(`: error ${code}  `);
    expect(ran.stderr).toContain(fault.message.replace(/\.$/, ''));
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(2);
  }
});

test('a signature that is wrong is told without what was signed', async () => {
  const message =
    "The request signature we calculated does not match the signature you provided. The Canonical String for this request should have been\n'POST\nx-amz-security-token:token-of-this-test'";
  for (const { code, stderr } of await refusedBy(new AwsError('SignatureDoesNotMatch', message, 403))) {
    expect(code).toBe(2);
    expect(stderr).toContain('error SD1302');
    expect(stderr).not.toContain('token-of-this-test');
  }
});

test('no Region', async () => {
  const { account } = await shop();
  const environment = { AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined };
  const { code, stderr } = await new Session(account, { environment }).run(statusCommand, '--stack', 'shop');
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('error SD1304  No AWS Region is configured.') });
  expect((await new Session(account, { environment }).run(statusCommand, '--stack', 'shop', '--region', 'eu-north-1')).code).toBe(0);
});

test('no credentials', async () => {
  const { account } = await shop();
  const environment = {
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PROFILE: 'nobody',
  };
  const { code, stderr, actions } = await new Session(account, { environment }).run(statusCommand, '--stack', 'shop');
  expect({ code, actions }).toEqual({ code: 2, actions: [] });
  expect(stderr).toContain('error SD1302');
});

test('nobody listens', async () => {
  const { account } = await shop();
  const environment = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_MAX_ATTEMPTS: '1' };
  const { code, stderr } = await new Session(account, { environment }).run(statusCommand, '--stack', 'shop');
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('error SD1305') });
}, 30_000);

test('throttling passes', async () => {
  const { account, stack } = await shop();
  event(stack, 0, 'UPDATE_IN_PROGRESS');
  deployment(account);
  const throttled = new Set<string>();
  account.faults.push(({ action }) => {
    if (!['cloudformation:DescribeStacks', 'codedeploy:ListDeployments', 'lambda:GetAlias'].includes(action) || throttled.has(action))
      return undefined;
    throttled.add(action);
    return action.startsWith('lambda')
      ? new AwsError('TooManyRequestsException', 'Rate exceeded', 429)
      : new AwsError('ThrottlingException', 'Rate exceeded');
  });
  const { code, stdout } = await new Session(account).run(statusCommand, '--stack', 'shop');
  expect(throttled.size).toBe(3);
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('d-CHECKOUT8') });
  expect(stdout).not.toContain('Could not read');
}, 30_000);

test('the name of the stack is needed', async () => {
  const { account } = await shop();
  for (const command of COMMANDS) {
    const { code, stderr, actions } = await new Session(account).run(command);
    expect({ code, actions }).toEqual({ code: 2, actions: [] });
    expect(stderr).toContain('Missing option --stack: the name of the stack.');
  }
});

test('a stack may be given by its ARN', async () => {
  const { account, stack } = await shop();
  const { stdout } = await new Session(account).run(statusCommand, '--stack', stack.id);
  expect(stdout).toContain('shop  UPDATE_COMPLETE');
});

describe('what a fault is', () => {
  const named = (name: string, message: string, status?: number) =>
    Object.assign(new Error(message), { name, ...(status ? { $metadata: { httpStatusCode: status } } : {}) });

  test.each([
    [named('AccessDeniedException', 'm', 400), 'denied'],
    [named('CredentialsProviderError', 'm'), 'credentials'],
    [named('ExpiredTokenException', 'm', 400), 'credentials'],
    [named('TokenProviderError', 'The SSO session is expired'), 'credentials'],
    [named('Error', 'Region is missing'), 'region'],
    [named('ThrottlingException', 'Rate exceeded', 400), 'throttled'],
    [named('TooManyRequestsException', 'm', 429), 'throttled'],
    [named('ResourceNotFoundException', 'm', 404), 'missing'],
    [named('ValidationError', 'Stack with id x does not exist', 400), 'missing'],
    [named('ValidationError', 'm', 400), 'refused'],
    [named('InternalFailure', 'm', 500), 'unreachable'],
    [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'unreachable'],
  ])('%s', (fault, kind) => expect(kindOf(fault)).toBe(kind));

  test('in one line', () => {
    expect(saidOf(named('Name', 'First line.\nsecond line', 400))).toBe('First line (Name)');
    expect(saidOf(named('Name', '', 400))).toBe('Name');
    expect(saidOf(named('Name', 'x'.repeat(1_000), 400))).toHaveLength(407);
    expect(saidOf(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe('connect (ECONNREFUSED)');
    expect(saidOf('thrown')).toBe('thrown (Error)');
  });
});

test('a profile goes to the SDK as it is given', () => {
  expect(configOf({ region: 'eu-west-1', profile: 'work' })).toEqual({ region: 'eu-west-1', profile: 'work' });
});
