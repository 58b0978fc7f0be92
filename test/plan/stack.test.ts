import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { connect } from '../../src/cli/aws/stack';
import { UsageError } from '../../src/cli/usage';
import { Cli } from '../cli/support/cli';
import { CloudFormation } from './support/cloudformation';
import { deploymentIn, functionIn, plan, run } from './support/plan';
import { CANARY, marked } from './support/templates';

const cli = new Cli();
afterAll(cli.remove);

const template = (value = '!Ref Stage', more = '') => `Transform: SafeDeploy
Parameters:
  Stage: {Type: String, Default: dev}
${more}Resources:
${marked(CANARY, `      Environment: {Variables: {A: ${value}, WHERE: !Ref AWS::Region, WHOSE: !Ref AWS::AccountId}}\n`)}`;

/** What the macro made of a template when the stack was deployed, in the stack's Region and account. */
async function deployed(text: string, ...parameters: string[]): Promise<string> {
  const place = ['--region', 'eu-north-1', '--account-id', '210987654321', '--format', 'json'];
  const ran = await cli.run(['transform', '-', ...place, ...parameters.flatMap((value) => ['--parameter', value])], text);
  if (ran.code !== 0) throw new Error(ran.stderr);
  return ran.stdout;
}

const STACK = ['--stack', 'shop'];
const given = (ParameterKey: string, ParameterValue: string) => ({ ParameterKey, ParameterValue });

test('the processed template of the stack is what is deployed, in its Region and account', async () => {
  const aws = CloudFormation.stack(await deployed(template()), [given('Stage', 'dev')]);
  const made = await plan(template(), STACK, aws);
  expect(aws.template).toEqual({ StackName: 'shop', TemplateStage: 'Processed' });
  expect(made.comparison).toMatchObject({ with: 'the stack shop', kind: 'processed', unknownParameters: [] });
  expect(deploymentIn(made).effect).toBe('unchanged');
});

test('a template without transforms comes back as its author sent it', async () => {
  const aws = CloudFormation.stack('Resources:\n  T: {Type: AWS::SNS::Topic}\n');
  expect(deploymentIn(await plan(template(), STACK, aws))).toMatchObject({ effect: 'first', because: 'the function is new' });
});

test('Region and profile go to the SDK as they are given, and nothing where they are not', async () => {
  const aws = CloudFormation.stack('{"Resources": {}}');
  await plan(template(), [...STACK, '--region', 'eu-west-1', '--profile', 'work'], aws);
  await plan(template(), STACK, aws);
  expect(aws.connections).toEqual([
    { region: 'eu-west-1', profile: 'work' },
    { region: undefined, profile: undefined },
  ]);
});

describe('parameters', () => {
  test('that are not given keep the value that the stack has', async () => {
    const aws = CloudFormation.stack(await deployed(template(), 'Stage=prod'), [given('Stage', 'prod')]);
    expect(deploymentIn(await plan(template(), STACK, aws)).effect).toBe('unchanged');
  });

  test('that are given count more', async () => {
    const aws = CloudFormation.stack(await deployed(template(), 'Stage=prod'), [given('Stage', 'prod')]);
    const made = await plan(template(), [...STACK, '--parameter', 'Stage=test'], aws);
    expect(deploymentIn(made)).toMatchObject({ effect: 'shifts', because: 'Environment.Variables.A changed' });
  });

  test('of a file count more, too', async () => {
    const aws = CloudFormation.stack(await deployed(template()), [given('Stage', 'dev')]);
    const made = await plan(template(), [...STACK, '--parameters', cli.file('p.yaml', 'Stage: test')], aws);
    expect(deploymentIn(made).effect).toBe('shifts');
  });

  test('that the template has no longer are left out', async () => {
    const aws = CloudFormation.stack(await deployed(template()), [given('Stage', 'dev'), given('Gone', 'x')]);
    expect(deploymentIn(await plan(template(), STACK, aws)).effect).toBe('unchanged');
  });

  test('that are new and have no value are not known', async () => {
    const aws = CloudFormation.stack(await deployed(template()), [given('Stage', 'dev')]);
    const made = await plan(template('!Ref New', '  New: {Type: String}\n'), STACK, aws);
    expect(functionIn(made).version).toMatchObject({ id: null, unknown: ['New'] });
    expect(deploymentIn(made)).toMatchObject({ effect: 'unknown', because: 'it is not known whether New changed' });
  });
});

describe('a hidden value', () => {
  const SECRET = '  Secret: {Type: String, NoEcho: true, Default: never-this}\n';
  const secretive = template('!Ref Secret', SECRET);
  const hidden = [given('Stage', 'dev'), given('Secret', '****')];
  const stack = async (text = secretive) => CloudFormation.stack(await deployed(text, 'Secret=as-it-was'), hidden);

  test('is not known, nor is the version that hangs on it', async () => {
    const made = await plan(secretive, STACK, await stack());
    expect(made.comparison?.unknownParameters).toEqual(['Secret']);
    expect(functionIn(made).version).toMatchObject({ id: null, unknown: ['Secret'] });
  });

  test('changes nothing when it stays', async () => {
    const made = await plan(secretive, STACK, await stack());
    expect(deploymentIn(made)).toMatchObject({ effect: 'unchanged' });
    expect(made.comparison?.gone).toEqual([]);
    expect(made.generated.find(({ type }) => type === 'AWS::Lambda::Version')).toMatchObject({ id: null, function: 'F' });
  });

  test('does not hide what else changes', async () => {
    const made = await plan(secretive.replace('ZipFile: x', 'ZipFile: y'), STACK, await stack());
    expect(deploymentIn(made)).toMatchObject({ effect: 'shifts', because: 'Code.ZipFile changed' });
  });

  test('that is given again makes the same version', async () => {
    const made = await plan(secretive, [...STACK, '--parameter', 'Secret=as-it-was'], await stack());
    expect(deploymentIn(made).effect).toBe('unchanged');
    expect(functionIn(made).version.id).toMatch(/^FVersion/);
  });

  test('that is given anew makes another, perhaps because of it', async () => {
    const made = await plan(secretive, [...STACK, '--parameter', 'Secret=another'], await stack());
    expect(deploymentIn(made)).toMatchObject({
      effect: 'shifts',
      changed: [{ property: 'Environment.Variables.A', certain: false }],
    });
  });

  test('of another function is no matter', async () => {
    const two = `${template('fixed', SECRET)}${marked(CANARY, '      Environment: {Variables: {S: !Ref Secret}}\n', 'G')}`;
    const made = await plan(two, STACK, await stack(two));
    expect(functionIn(made, 'F').version.unknown).toEqual([]);
    expect(functionIn(made, 'G').version.unknown).toEqual(['Secret']);
  });

  test('reaches a function through the version of another', async () => {
    const reader = marked(CANARY, '      Environment: {Variables: {V: !Ref F.Version}}\n', 'G');
    const made = await plan(secretive + reader, STACK, await stack(secretive + reader));
    expect(functionIn(made, 'G').version).toMatchObject({ id: null, unknown: ['Secret'] });
  });

  test('that decides an alias is the usual error', async () => {
    const { code, stderr } = await run(
      secretive.replace('{Type: Canary', '{Alias: !Ref Secret, Type: Canary').replace(', NoEcho: true', ''),
      STACK,
      await stack(),
    );
    expect(code).toBe(1);
    expect(stderr).toContain('SD2103');
  });

  test('is told to people, and shown to nobody', async () => {
    const changed = secretive.replace('ZipFile: x', 'ZipFile: y');
    const { stdout } = await run(changed, [...STACK, '--verbose'], await stack());
    expect(stdout).toContain('hidden     the deployed values of Secret are not known');
    expect(stdout).toContain('version     not known: it depends on Secret');
    expect(stdout).not.toMatch(/never-this|as-it-was|\*\*\*\*|IntrinsicFunction/);
  });
});

describe('a template that leaves', () => {
  const left = () =>
    template()
      .replace('Transform: SafeDeploy\n', '')
      .replace(/ {4}Metadata.*\n/, '');

  test('is compared with the stack, without a use of the macro', async () => {
    const aws = CloudFormation.stack(await deployed(template(), 'Stage=prod'), [given('Stage', 'prod')]);
    const { comparison, functions } = await plan(left(), STACK, aws);
    expect(functions).toEqual([]);
    expect(comparison?.leaving).toEqual([{ id: 'F', alias: 'live', fate: 'deleted', changed: [] }]);
    expect((await run(left(), STACK, CloudFormation.stack(left(), [given('Stage', 'dev')]))).stdout).toBe('No changes\n');
  });

  test('keeps the processed template', async () => {
    const processed = await deployed(template());
    const aws = CloudFormation.stack(processed, [given('Stage', 'dev')]);
    expect(await run(processed, STACK, aws)).toMatchObject({ code: 0, stdout: 'No changes\n' });
  });

  test('with a hidden value of the stack that is given anew, may change it', async () => {
    const secret = left()
      .replace('Parameters:\n', 'Parameters:\n  Secret: {Type: String, NoEcho: true}\n')
      .replace('A: !Ref Stage', 'A: !Ref Secret');
    const hidden = () => CloudFormation.stack(secret, [given('Stage', 'dev'), given('Secret', '****')]);
    expect((await run(secret, [...STACK, '--detailed-exitcode'], hidden())).code).toBe(0);
    const made = await plan(secret, [...STACK, '--parameter', 'Secret=another'], hidden());
    expect(made.comparison?.resources).toEqual([
      { id: 'F', type: 'AWS::Lambda::Function', action: 'changed', properties: ['Environment'], certain: false },
    ]);
    const { code, stdout } = await run(secret, [...STACK, '--detailed-exitcode', '--parameter', 'Secret=another'], hidden());
    expect(code).toBe(2);
    expect(stdout).toContain('resources   1 changed, 1 of them possibly, depending on a hidden value');
  });
});

describe('the client of the SDK', () => {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  afterEach(() => Object.assign(process.env, { AWS_REGION: AWS_REGION ?? '', AWS_DEFAULT_REGION: AWS_DEFAULT_REGION ?? '' }));

  test.each([
    ['eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-west-1'],
    [undefined, 'eu-west-2', 'eu-west-3', 'eu-west-2'],
    [undefined, '', 'eu-west-3', 'eu-west-3'],
  ])('--region %s, AWS_REGION %s and AWS_DEFAULT_REGION %s give %s', async (region, variable, fallback, expected) => {
    Object.assign(process.env, { AWS_REGION: variable, AWS_DEFAULT_REGION: fallback });
    const client = (await connect({ region, profile: 'work' })) as CloudFormationClient;
    expect([await client.config.region(), client.config.profile]).toEqual([expected, 'work']);
  });
});

describe('what AWS refuses', () => {
  const refused = async (aws: CloudFormation) => {
    const fault = await plan(template(), STACK, aws).catch((thrown) => thrown);
    expect(fault).toBeInstanceOf(UsageError);
    return (fault as UsageError).mistakes;
  };
  const named = (name: string, message: string) => Object.assign(new Error(message), { name });

  test.each([
    ['ValidationError', 'Stack with id shop does not exist'],
    ['AccessDenied', 'User: u is not authorized to perform: cloudformation:DescribeStacks.'],
    ['CredentialsProviderError', 'Could not load credentials from any providers'],
    ['Error', 'Region is missing'],
  ])('%s', async (name, message) => {
    const [mistake, ...more] = await refused(new CloudFormation({ fault: named(name, message) }));
    expect(mistake).toContain(`The stack shop cannot be read: ${message.replace(/\.$/, '')} (${name}). Check its name, --region,`);
    expect(more).toEqual([]);
  });

  test.each([[{ stacks: [] }], [{}], [{ stacks: [{ StackName: 's', CreationTime: new Date(0), StackStatus: undefined }] }]])(
    'no stack: %j',
    async (answers) => {
      expect(await refused(new CloudFormation(answers))).toEqual(['The stack shop was not found.']);
    },
  );

  test('a stack without a template', async () => {
    expect(await refused(CloudFormation.stack(''))).toEqual(['The stack shop has no template yet.']);
  });

  test.each(['{"Resources": ', 'a: ['])('a template that is none: %s', async (body) => {
    expect(await refused(CloudFormation.stack(body))).toEqual(['The template of the stack shop is neither JSON nor YAML.']);
  });

  test('a bad Region is told before AWS is asked', async () => {
    const aws = CloudFormation.stack('{}');
    await expect(plan(template(), [...STACK, '--region', 'nowhere'], aws)).rejects.toThrow('--region must be the name of a Region');
    expect(aws.connections).toEqual([]);
  });
});
