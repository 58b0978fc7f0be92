import { version } from '../../package.json';
import { doctorCommand } from '../../src/cli/commands/doctor';
import type { Check } from '../../src/cli/doctor/check';
import { Session } from '../operations/support/session';
import { ACCOUNT, arnOf, REGION } from '../operations/support/shop';
import { Patient, refused } from './support';

const examine = (patient: Patient, ...args: string[]) => new Session(patient).run(doctorCommand, ...args);

async function checked(patient: Patient, ...args: string[]) {
  const { code, stdout } = await examine(patient, '--json', ...args);
  const { checks } = JSON.parse(stdout) as { checks: Check[] };
  return {
    code,
    of: (name: string) => checks.find(({ check }) => check === name),
    not: (status: string) => checks.filter((one) => one.status !== status).map(({ check }) => check),
  };
}

describe('all is well', () => {
  test('in words', async () => {
    const { code, stdout, stderr } = await examine(new Patient({ version }));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').map((line) => line.slice(0, 100).trimEnd())).toEqual([
      `ok  identity      arn:aws:sts::${ACCOUNT}:assumed-role/Deployer/ada, in ${REGION}.`,
      'ok  installation  Stack safedeploy (CREATE_COMPLETE), macro SafeDeploy.',
      `ok  function      ${arnOf('SafeDeploy')} is Active on nodejs24.x`,
      expect.stringContaining(`ok  version       Installed: ${version}, digest format 2.`),
      'ok  invoke        You are allowed to call the macro.',
      expect.stringContaining('ok  digest        The macro and this command line produce the same template'),
      expect.stringContaining('ok  capabilities  Pass CAPABILITY_IAM'),
      'ok  rights        You are allowed to deploy a marked template.',
      '',
      'No problems found.',
      '',
    ]);
  });

  test('as JSON', async () => {
    const { stdout } = await examine(new Patient(), '--json');
    expect(JSON.parse(stdout)).toMatchObject({ format: 1, accountId: ACCOUNT, region: REGION, stack: 'safedeploy' });
  });

  test('for a user, and under another name', async () => {
    const patient = new Patient({ name: 'next' });
    patient.identity = `arn:aws:iam::${ACCOUNT}:user/ada`;
    const { code, not } = await checked(patient, '--stack-name', 'next');
    expect({ code, not: not('ok') }).toEqual({ code: 0, not: [] });
  });

  test('for a macro that another account serves: install/macro.yaml has parameters, and no outputs', async () => {
    const patient = new Patient();
    patient.macro.outputs = [];
    patient.macro.parameters = [
      { ParameterKey: 'MacroName', ParameterValue: 'SafeDeploy' },
      { ParameterKey: 'FunctionArn', ParameterValue: arnOf('SafeDeploy') },
    ];
    const { code, not } = await checked(patient);
    expect({ code, not: not('ok') }).toEqual({ code: 0, not: ['version'] });
  });
});

describe('a problem', () => {
  test.each<[string, (patient: Patient) => void, string[], string]>([
    ['no stack', (p) => void p.stacks.pop(), ['installation'], 'Run safedeploy install'],
    [
      'the stack of somebody else',
      (p) => Object.assign(p.macro, { outputs: [], parameters: [] }),
      ['installation'],
      'is not an installation of SafeDeploy',
    ],
    ['no macro', (p) => void p.macro.resources.pop(), ['installation'], 'the macro is not registered'],
    ['a failed update', (p) => Object.assign(p.macro, { status: 'UPDATE_ROLLBACK_FAILED' }), ['installation'], 'its last operation failed'],
    ['no function', (p) => p.functions.clear(), ['function', 'invoke', 'digest'], 'does not exist'],
    [
      'a function that failed',
      (p) => p.functions.set(arnOf('SafeDeploy'), { State: 'Failed', StateReason: 'No room', Runtime: 'nodejs24.x' }),
      ['function'],
      'No room',
    ],
    [
      'no right to call the macro',
      (p) => p.deny('lambda:InvokeFunction'),
      ['invoke', 'digest'],
      `Allow lambda:InvokeFunction on ${arnOf('SafeDeploy')}`,
    ],
    [
      'a policy that denies',
      (p) => Object.assign(p.decisions, { 'lambda:UpdateAlias': 'explicitDeny' }),
      ['rights'],
      'A policy denies lambda:UpdateAlias.',
    ],
    [
      'a macro that fails',
      (p) => Object.assign(p, { invoked: () => ({ status: 'failed', errorMessage: 'no' }) }),
      ['digest'],
      'failed to transform',
    ],
    ['a macro that answers nonsense', (p) => Object.assign(p, { invoked: () => null }), ['digest'], 'failed to transform'],
  ])('%s', async (_, fall, names, words) => {
    const patient = new Patient();
    fall(patient);
    const { code, not } = await checked(patient);
    expect({ code, names: not('ok') }).toEqual({ code: 1, names });
    expect((await examine(patient)).stdout).toContain(words);
  });

  test('other digests', async () => {
    const patient = new Patient();
    const well = patient.invoked;
    patient.invoked = (request) => JSON.parse(JSON.stringify(well(request)).replaceAll(/PlainVersion\w{10}/g, 'PlainVersionaaaaaaaaaa'));
    const { code, of } = await checked(patient);
    expect({ code, digest: of('digest') }).toEqual({
      code: 1,
      digest: expect.objectContaining({ status: 'problem', remedy: expect.stringContaining('docs/upgrading.md') }),
    });
  });
});

describe('no problem', () => {
  test('another answer with the same versions', async () => {
    const patient = new Patient();
    const well = patient.invoked;
    patient.invoked = (request) =>
      JSON.parse(JSON.stringify(well(request)).replaceAll('Canary10Percent5Minutes', 'Canary10Percent10Minutes'));
    const { code, of } = await checked(patient);
    expect({ code, digest: of('digest') }).toEqual({
      code: 0,
      digest: expect.objectContaining({ status: 'ok', text: expect.stringContaining('differ elsewhere') }),
    });
  });

  test('what policies allow on some resources alone could not be checked', async () => {
    const patient = new Patient();
    Object.assign(patient.decisions, { 'codedeploy:CreateDeployment': 'implicitDeny', 'iam:PassRole': 'implicitDeny' });
    const { code, of } = await checked(patient);
    expect({ code, rights: of('rights') }).toEqual({
      code: 0,
      rights: expect.objectContaining({
        status: 'unknown',
        text: 'You are not allowed to call codedeploy:CreateDeployment, iam:PassRole on every resource.',
      }),
    });
    expect((await examine(patient)).stdout).toContain('could not check  rights ');
  });

  test.each([
    ['iam:SimulatePrincipalPolicy', 'rights'],
    ['iam:GetRole', 'rights'],
    ['lambda:GetFunctionConfiguration', 'function'],
    ['cloudformation:ListStackResources', 'installation'],
  ])('without %s, %s could not be checked, and says what to allow', async (action, check) => {
    const patient = new Patient();
    patient.deny(action);
    const { code, of, not } = await checked(patient);
    expect({ code, not: not('ok') }).toEqual({ code: 0, not: [check] });
    expect(of(check)).toMatchObject({ status: 'unknown', remedy: `Allow ${action}.` });
  });

  test.each(['root', 'federated-user/ada'])('nobody can simulate %s', async (name) => {
    const patient = new Patient();
    patient.identity = `arn:aws:iam::${ACCOUNT}:${name}`;
    expect((await checked(patient)).of('rights')).toMatchObject({ status: 'unknown' });
  });
});

test.each([
  ['sts:GetCallerIdentity', 'InvalidClientTokenId', 'SD1302'],
  ['cloudformation:DescribeStacks', 'AccessDenied', 'SD1303'],
  ['lambda:InvokeFunction', 'ServiceException', 'SD1305'],
])('%s: %s ends it', async (action, error, code) => {
  const patient = new Patient();
  patient.faults.push((call) => (call.action === action ? refused(error, 'No.', error === 'ServiceException' ? 500 : 403) : undefined));
  expect(await examine(patient)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(`error ${code}  `) });
});
