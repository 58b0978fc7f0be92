import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { Cli } from './support/cli';
import { SECTION, serverless, withSam } from './support/sam';
import { functionOf } from './support/templates';

// a Python starts in a second, and in several where others work on the same machine
jest.setTimeout(60_000);

/** `npm test` builds it. */
const BUILT = join(process.cwd(), 'dist', 'cli', 'safedeploy.js');
const cli = new Cli();
afterAll(cli.remove);

const safedeploy = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUILT, ...args], { encoding: 'utf8', cwd: dirname(cli.file('x')) });
  return { code: status, stdout, stderr };
};

const sam = `${SECTION}Resources:\n${serverless('F', '      CodeUri: ./src\n', '{Type: AllAtOnce}').replace('      InlineCode: x\n', '')}`;

withSam('as built, a SAM template', () => {
  test.each([
    ['lint', ['--strict'], ''],
    ['plan', [], 'F → live'],
    ['transform', [], 'Type: AWS::Lambda::Alias'],
    ['rehearse', ['--traffic', '30/min'], 'F'],
  ])('%s', (command, args, said) => {
    const ran = safedeploy(command, cli.file('sam.yaml', sam), ...args);
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(said);
  });

  test('an error has its place in the file', () => {
    const { code, stdout } = safedeploy('lint', cli.file('sam.yaml', sam.replace('Type: AllAtOnce', 'Typ: AllAtOnce')));
    expect(code).toBe(1);
    expect(stdout).toContain('sam.yaml:5:29  error SD2101');
  });
});

const byHand = `Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      CodeUri: s3://code/one
      AutoPublishAlias: live
      DeploymentPreference: {Type: Canary10Percent5Minutes}
`;
const plain = byHand.replace(/ +(AutoPublishAlias|DeploymentPreference).*\n/g, '');

withSam('as built, a plan that compares SAM templates', () => {
  const marked = `${SECTION}Resources:\n${serverless('F', '      Events: {Tick: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}}\n')}`;
  const left = marked.replace(', SafeDeploy', '').replace(/ +Metadata.*\n/, '');
  const plan = (after: string, before: string) =>
    safedeploy('plan', cli.file('after.yaml', after), '--against', cli.file('before.yaml', before), '--detailed-exitcode');

  test('leaving: the function stays, and its callers go back', () => {
    const { code, stdout, stderr } = plan(left, marked);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(stdout).toContain('F is no longer released');
    expect(stdout).toContain('back to $LATEST of F: FTick.Targets[].Arn');
    expect(stdout).not.toMatch(/fails {2}|AWS::Serverless|FRole/);
  });

  test('arriving: the function stays, and its callers move', () => {
    const { code, stdout } = plan(marked, left);
    expect(code).toBe(2);
    expect(stdout).toContain('from $LATEST to the alias live of F: FTick.Targets[].Arn');
    expect(stdout).not.toMatch(/fails {2}|AWS::Serverless/);
  });

  test('nothing changed on a template that does not name SafeDeploy', () => {
    expect(plan(byHand, byHand)).toMatchObject({ code: 0, stdout: 'No changes\n' });
  });

  test('from SAM’s own alias, as migrate has rewritten it', () => {
    const file = cli.file('migrated.yaml');
    const migrated = safedeploy('migrate', cli.file('byHand.yaml', byHand), '--out', file);
    expect(migrated.code).toBe(0);
    expect(migrated.stderr).not.toContain('Not checked');
    const { code, stdout } = safedeploy('plan', file, '--against', cli.file('byHand.yaml', byHand));
    expect(code).toBe(0);
    expect(stdout).toContain('1 function shifts traffic gradually: F');
    expect(stdout).not.toMatch(/the alias live is new|Lambda::Alias/);
  });

  test('back to SAM’s own alias: it is released as before', () => {
    const migrated = cli.file('migrated.yaml');
    safedeploy('migrate', cli.file('byHand.yaml', byHand), '--out', migrated);
    const { code, stdout } = safedeploy('plan', cli.file('byHand.yaml'), '--against', migrated);
    expect(code).toBe(0);
    expect(stdout).toContain('F → live');
    expect(stdout).not.toContain('is no longer released');
  });

  test('what SAM refuses is told of either side', () => {
    const broken = left.replace('      Runtime: nodejs24.x\n', '');
    expect(plan(broken, marked)).toMatchObject({ code: 1, stderr: expect.stringMatching(/after\.yaml:\d+:\d+ {2}error SD1241/) });
    expect(plan(marked, broken)).toMatchObject({ code: 1, stderr: expect.stringMatching(/before\.yaml:\d+:\d+ {2}error SD1241/) });
  });
});

test('as built, a plan that compares expands loops on both sides', () => {
  const loop = `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::All:
    - Name
    - [A, B]
    - "F\${Name}":
        Type: AWS::Lambda::Function
        Properties: {Code: {ZipFile: x}, Handler: i.h, Runtime: nodejs24.x, Role: "arn:aws:iam::123456789012:role/r"}
`;
  const marked = loop
    .replace('AWS::LanguageExtensions', '[AWS::LanguageExtensions, SafeDeploy]')
    .replace('        Properties', '        Metadata: {SafeDeploy: {}}\n        Properties');
  const [before, after] = [cli.file('before.yaml', marked), cli.file('after.yaml', loop)];
  const leaving = safedeploy('plan', after, '--against', before);
  expect(leaving).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('FA, FB are no longer released') });
  const arriving = safedeploy('plan', before, '--against', after);
  expect(arriving).toMatchObject({ code: 0, stdout: expect.stringContaining('2 functions start without a shift: FA, FB') });
  expect(arriving.stdout).not.toContain('ForEach');
});

test('as built, without the translator', () => {
  const without = ['--sam', cli.file('no-python')];
  const { code, stderr } = safedeploy('plan', cli.file('sam.yaml', sam), ...without);
  expect(code).toBe(1);
  expect(stderr).toContain('pip install aws-sam-translator');
  const compared = safedeploy('plan', cli.file('byHand.yaml', byHand), '--against', cli.file('plain.yaml', plain), ...without);
  expect(compared).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('pip install aws-sam-translator') });
  const migrated = safedeploy('migrate', cli.file('byHand.yaml'), '--out', cli.file('out.yaml'), ...without);
  expect(migrated).toMatchObject({ code: 0, stderr: expect.stringContaining('Not checked: SAM has to run first') });
});

test('as built, an included file, and one that has to be given', () => {
  cli.file('part.yaml', 'Timeout: 3\n');
  const include = (location: string) => functionOf('F', `      Fn::Transform: {Name: AWS::Include, Parameters: {Location: ${location}}}\n`);
  const local = safedeploy('transform', cli.file('t.yaml', `Transform: SafeDeploy\nResources:\n${include('part.yaml')}`));
  expect(local).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Timeout: 3') });
  const file = cli.file('t.yaml', `Transform: SafeDeploy\nResources:\n${include('s3://parts/part.yaml')}`);
  expect(safedeploy('lint', file).stdout).toContain('SD1251');
  expect(safedeploy('lint', file, '--include', 's3://parts/part.yaml=part.yaml', '--strict').stdout).not.toContain('SD1251');
});

test('as built, what the macro has made is planned', () => {
  const made = safedeploy(
    'transform',
    cli.file('t.yaml', `Transform: SafeDeploy\nResources:\n${functionOf('F')}`),
    '--out',
    cli.file('made.yaml'),
  );
  expect(made.code).toBe(0);
  expect(safedeploy('plan', cli.file('made.yaml'))).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining('1 function released'),
  });
});
