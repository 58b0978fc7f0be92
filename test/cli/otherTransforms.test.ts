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

test('as built, without the translator', () => {
  const { code, stderr } = safedeploy('plan', cli.file('sam.yaml', sam), '--sam', cli.file('no-python'));
  expect(code).toBe(1);
  expect(stderr).toContain('pip install aws-sam-translator');
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
  expect(safedeploy('plan', cli.file('made.yaml'))).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('10 % at 0:00') });
});
