import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parse } from '../../src/cli/arguments';
import { connect } from '../../src/cli/aws/stack';
import { planCommand } from '../../src/cli/commands/plan';
import { UsageError } from '../../src/cli/usage';
import type { Plan } from '../../src/plan/schema';
import { Cli, type Ran } from '../cli/support/cli';
import { refusal, withCloudFormation } from './support/endpoint';
import { deploymentIn, functionIn } from './support/plan';
import { CANARY, marked, using } from './support/templates';

/** The SDK as it is, and the command as built, against a server of this machine that answers as CloudFormation does. */
const BUILT = join(process.cwd(), 'dist', 'cli', 'safedeploy.js');
const STACK_ID = 'arn:aws:cloudformation:eu-north-1:210987654321:stack/shop/0';
const cli = new Cli();

interface Answers {
  stackStatus: string;
  stackTemplate: string;
  stackParameters: string;
  /** One after the other; the last one again and again. */
  changeSets: string[];
  changeSetTemplate: string;
}

let answers: Answers;
let asked: Record<string, string>[];

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const describedAs = (status: string, more = '') => `<Status>${status}</Status>${more}`;
const parameter = (key: string, value: string) =>
  `<member><ParameterKey>${key}</ParameterKey><ParameterValue>${value}</ParameterValue></member>`;

function answer({ Action: action, StackName, ChangeSetName, NextToken }: Record<string, string>): string {
  if (StackName !== 'shop') return refusal('ValidationError', `Stack with id ${StackName} does not exist`);
  if (ChangeSetName !== undefined && ChangeSetName !== 'release')
    return refusal('ChangeSetNotFound', `ChangeSet [${ChangeSetName}] does not exist`);
  if (action === 'DescribeStacks')
    return `<Stacks><member><StackName>shop</StackName><StackId>${STACK_ID}</StackId><StackStatus>${answers.stackStatus}</StackStatus>
      <CreationTime>2026-01-01T00:00:00Z</CreationTime><Parameters>${answers.stackParameters}</Parameters></member></Stacks>`;
  if (action === 'GetTemplate')
    return `<TemplateBody>${escaped(ChangeSetName ? answers.changeSetTemplate : answers.stackTemplate)}</TemplateBody>`;
  if (NextToken) return describedAs('CREATE_COMPLETE', NESTED);
  return (answers.changeSets.length > 1 ? answers.changeSets.shift() : answers.changeSets[0]) ?? '';
}

const NESTED = `<Changes><member><Type>Resource</Type><ResourceChange><LogicalResourceId>Payments</LogicalResourceId>
  <PhysicalResourceId>arn:nested</PhysicalResourceId><ChangeSetId>arn:nested-set</ChangeSetId></ResourceChange></member></Changes>`;

withCloudFormation((said) => {
  asked.push(said);
  return answer(said);
});
afterAll(cli.remove);

const processed = async (text: string, ...args: string[]) => (await cli.transform(text, '--format', 'json', ...args)).stdout;
const ruled = (mark = CANARY, code = 'x') =>
  using(
    marked(mark).replace('ZipFile: x', `ZipFile: ${code}`),
    '  R: {Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(1 day), Targets: [{Id: f, Arn: !GetAtt F.Arn}]}}\n',
  );

beforeEach(async () => {
  asked = [];
  const stackTemplate = await processed(ruled());
  const changeSetTemplate = await processed(ruled(CANARY, 'y'));
  answers = {
    stackStatus: 'UPDATE_COMPLETE',
    stackTemplate,
    stackParameters: '',
    changeSets: [describedAs('CREATE_COMPLETE')],
    changeSetTemplate,
  };
});

/** The command in this process, with its pauses counted and not made. */
async function run(...args: string[]): Promise<Ran & { pauses: number[] }> {
  const pauses: number[] = [];
  const sleep = async (milliseconds: number) => void pauses.push(milliseconds);
  const command = planCommand({ connect, screen: () => ({ colours: false, columns: 80 }), sleep });
  const printed = { stdout: [] as string[], stderr: [] as string[] };
  async function* nothing() {}
  const io = {
    stdin: nothing(),
    stdout: (text: string) => void printed.stdout.push(text),
    stderr: (text: string) => void printed.stderr.push(text),
    colours: false,
    columns: 80,
  };
  const code = await command.run(parse(command, args), io);
  return { code, stdout: printed.stdout.join(''), stderr: printed.stderr.join(''), pauses };
}

const ASKS = ['--change-set', 'release', '--stack', 'shop'];
const planOf = async (...args: string[]) => JSON.parse((await run(...ASKS, '--json', ...args)).stdout) as Plan;
const refused = async (...args: string[]): Promise<readonly string[]> => {
  const fault = await run(...args).catch((thrown) => thrown);
  expect(fault).toBeInstanceOf(UsageError);
  return (fault as UsageError).mistakes;
};

test('both sides come from CloudFormation, processed', async () => {
  const made = await planOf();
  expect(made.comparison).toMatchObject({ with: 'the stack shop', kind: 'processed' });
  expect(deploymentIn(made)).toMatchObject({ effect: 'shifts', because: 'Code.ZipFile changed' });
  expect(functionIn(made)).toMatchObject({ schedules: [{ name: 'Canary10Percent10Minutes' }], callers: [{ resource: 'R' }] });
  expect(asked.filter(({ Action }) => Action === 'GetTemplate')).toMatchObject([
    { StackName: 'shop', TemplateStage: 'Processed' },
    { StackName: 'shop', ChangeSetName: 'release', TemplateStage: 'Processed' },
  ]);
});

test('as built', async () => {
  const { code, stdout, stderr } = await new Promise<Ran>((resolve) => {
    execFile(process.execPath, [BUILT, 'plan', ...ASKS], { encoding: 'utf8', env: { ...process.env } }, (fault, out, err) =>
      resolve({ code: Number(fault?.code ?? 0), stdout: out, stderr: err }),
    );
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Against the stack shop');
  expect(stdout).toMatch(/F → live\n +deployment +shifts traffic gradually: Code\.ZipFile changed/);
});

test('the same template changes nothing', async () => {
  answers.changeSetTemplate = answers.stackTemplate;
  expect(deploymentIn(await planOf()).effect).toBe('unchanged');
});

test('another macro’s change is seen, which no local plan sees', async () => {
  const template = JSON.parse(answers.stackTemplate);
  template.Resources.F.Properties.Layers = ['arn:aws:lambda:eu-north-1:1:layer:datadog:1'];
  template.Resources.FVersionother = template.Resources[template.Resources.FAliaslive.Properties.FunctionVersion['Fn::GetAtt'][0]];
  template.Resources.FAliaslive.Properties.FunctionVersion['Fn::GetAtt'][0] = 'FVersionother';
  answers.changeSetTemplate = JSON.stringify(template);
  expect(deploymentIn(await planOf())).toMatchObject({ effect: 'shifts', because: 'Layers changed' });
});

test('a stack that does not exist yet is all new', async () => {
  Object.assign(answers, { stackStatus: 'REVIEW_IN_PROGRESS', stackTemplate: '' });
  expect(deploymentIn(await planOf())).toMatchObject({ effect: 'first', because: 'the function is new' });
});

test('parameters are those of the change set, and a hidden one hides nothing that the template says', async () => {
  const secret = (code: string) =>
    ruled(CANARY, code)
      .replace('Resources:', 'Parameters: {Secret: {Type: String, NoEcho: true}, Stage: {Type: String}}\nResources:')
      .replace('      Code:', '      Environment: {Variables: {S: !Ref Secret, T: !Ref Stage}}\n      Code:');
  const given = ['--parameter', 'Secret=hunter2', '--parameter'];
  answers.stackTemplate = await processed(secret('x'), ...given, 'Stage=dev');
  answers.stackParameters = parameter('Secret', '****') + parameter('Stage', 'dev');
  answers.changeSetTemplate = await processed(secret('x'), ...given, 'Stage=prod');
  const unchanged = '<member><ParameterKey>Secret</ParameterKey><UsePreviousValue>true</UsePreviousValue></member>';
  answers.changeSets = [describedAs('CREATE_COMPLETE', `<Parameters>${unchanged}${parameter('Stage', 'prod')}</Parameters>`)];
  const made = await planOf();
  expect(deploymentIn(made)).toMatchObject({ effect: 'shifts', because: 'Environment.Variables.T changed' });
  expect(functionIn(made).version.id).toMatch(/^FVersion/);
  expect(JSON.stringify(made)).not.toContain('hunter2');
});

test('one that is still being created is waited for', async () => {
  answers.changeSets = [describedAs('CREATE_PENDING'), describedAs('CREATE_IN_PROGRESS'), describedAs('CREATE_COMPLETE')];
  const ran = await run(...ASKS);
  expect(ran).toMatchObject({ code: 0, pauses: [2_000, 2_000] });
});

test('but not for ever', async () => {
  answers.changeSets = [describedAs('CREATE_IN_PROGRESS')];
  expect(await refused(...ASKS)).toEqual(['The change set release of the stack shop is still being created. Try again in a minute.']);
  expect(asked.filter(({ Action }) => Action === 'DescribeChangeSet').length).toBeLessThan(50);
});

test.each([
  "The submitted information didn't contain changes. Submit different information to create a change set.",
  'No updates are to be performed.',
])('one without changes changes nothing: %s', async (reason) => {
  answers.changeSets = [describedAs('FAILED', `<StatusReason>${reason}</StatusReason>`)];
  expect(deploymentIn(await planOf()).effect).toBe('unchanged');
});

test('nested stacks have change sets of their own, on later pages too', async () => {
  answers.changeSets = [describedAs('CREATE_COMPLETE', '<NextToken>more</NextToken>')];
  const ran = await run(...ASKS);
  expect(ran.code).toBe(0);
  expect(ran.stderr).toBe(
    'Payments is a nested stack and not part of this plan. For its plan, run safedeploy plan --change-set arn:nested-set --stack arn:nested\n',
  );
});

describe('what cannot be planned', () => {
  test('one that does not exist', async () => {
    const [mistake] = await refused('--change-set', 'other', '--stack', 'shop');
    expect(mistake).toMatch(
      /^The change set other of the stack shop cannot be read: ChangeSet \[other\] does not exist \(ChangeSetNotFound/,
    );
    expect(mistake).toContain('cloudformation:DescribeChangeSet and cloudformation:GetTemplate');
  });

  test('a stack that does not exist', async () => {
    const [mistake] = await refused('--change-set', 'release', '--stack', 'none');
    expect(mistake).toContain('The stack none cannot be read: Stack with id none does not exist');
  });

  test.each([
    [
      'FAILED',
      '<StatusReason>Transform 1::SafeDeploy failed with: SD2101: no such setting.</StatusReason>',
      'failed: Transform 1::SafeDeploy failed with: SD2101: no such setting.',
    ],
    ['FAILED', '', 'failed: CloudFormation gives no reason.'],
    ['DELETE_COMPLETE', '', 'is in DELETE_COMPLETE. Create a new one.'],
  ])('%s %s', async (status, more, said) => {
    answers.changeSets = [describedAs(status, more)];
    expect(await refused(...ASKS)).toEqual([`The change set release of the stack shop ${said}`]);
  });

  test('a template that is none', async () => {
    answers.changeSetTemplate = 'a: [';
    expect(await refused(...ASKS)).toEqual(['The template of the change set release of the stack shop is neither JSON nor YAML.']);
  });

  test.each([
    [['--change-set', 'release'], '--change-set requires --stack.'],
    [['t.yaml', ...ASKS], '--change-set replaces TEMPLATE: pass only one of them.'],
    [[...ASKS, '--parameter', 'A=b'], '--parameter cannot be combined with --change-set.'],
    [[...ASKS, '--against', 'x.yaml'], '--against and --stack cannot be combined.'],
    [['--stack', 'shop'], 'Missing argument TEMPLATE: a template in YAML or JSON, or - for standard input.'],
  ])('%j', async (args, mistake) => {
    expect(await refused(...args)).toContain(mistake);
    expect(asked).toEqual([]);
  });
});
