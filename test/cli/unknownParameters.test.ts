import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Cli } from './support/cli';
import { functionOf } from './support/templates';

/** `npm test` builds it. */
const BUILT = join(process.cwd(), 'dist', 'cli', 'safedeploy.js');
const cli = new Cli();
afterAll(cli.remove);

const safedeploy = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUILT, ...args], { encoding: 'utf8' });
  return { code: status, stdout, stderr };
};

const template = (mark: string, environment = 'Plain: x') => `Transform: SafeDeploy
Parameters:
  Stage: {Type: String}
  Table: {Type: String}
  Topic: {Type: String, Default: ''}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
${functionOf('F', `      Environment: {Variables: {${environment}}}\n`, mark)}`;
const file = (name: string, ...args: Parameters<typeof template>) => cli.file(name, template(...args));

const codesIn = (text: string): string[] => (JSON.parse(text) as { code: string }[]).map(({ code }) => code);

describe('a parameter without a value', () => {
  const plain = file('plain.yaml', '{}');

  test('is no error for lint; a note says what is not decided', () => {
    expect(safedeploy('lint', plain)).toEqual({ code: 0, stdout: '', stderr: '' });
    const { code, stdout } = safedeploy('lint', plain, '--notes');
    expect(code).toBe(0);
    expect(stdout).toContain('note SD1208  No value is given for Stage, Table.');
    expect(codesIn(safedeploy('lint', plain, '--json').stdout)).toEqual(['SD1208']);
    expect(safedeploy('lint', plain, '--notes', '--parameter', 'Stage=a', '--parameter', 'Table=b').stdout).toBe('');
  });

  test('is none for plan, which says so', () => {
    const { code, stdout, stderr } = safedeploy('plan', plain, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).functions[0].version).toMatchObject({ id: expect.stringMatching(/^FVersion/), unknown: [] });
    expect(stderr).toContain('note SD1208');
  });

  test('is none for rehearse', () => {
    expect(safedeploy('rehearse', plain, '--traffic', '30/min', '--runs', '10', '--json').code).toBe(0);
  });

  test('is one for transform: CloudFormation would make another version of it', () => {
    const { code, stdout, stderr } = safedeploy('transform', plain);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'safedeploy transform: The parameter Stage has no value: add --parameter Stage=VALUE.\n' +
        'safedeploy transform: The parameter Table has no value: add --parameter Table=VALUE.\n',
    );
  });
});

describe('a setting that needs it', () => {
  test.each([
    [
      'Alias',
      '{Alias: !Ref Stage}',
      'SD2103',
      'Alias cannot be resolved when the macro runs, because it depends on Stage, whose value is not known.',
    ],
    [
      'a condition',
      '{Alias: !If [IsProd, live, test]}',
      'SD2103',
      'Alias cannot be resolved when the macro runs, because it depends on Stage,',
    ],
    ['two', '{Alias: !Sub "${Stage}-${Table}"}', 'SD2103', 'because it depends on Stage and Table, whose value is not known.'],
    [
      'Type',
      '{Type: !If [IsProd, None, AllAtOnce]}',
      'SD2103',
      'Type cannot be resolved when the macro runs, because it depends on Stage,',
    ],
    ['Enabled', '{Enabled: !Ref Table}', 'SD2103', 'Enabled cannot be resolved when the macro runs, because it depends on Table,'],
    [
      'Alarms',
      '{Alarms: [!If [IsProd, {Errors: {}}, !Ref AWS::NoValue]]}',
      'SD2204',
      'because it depends on Stage, whose value is not known.',
    ],
  ])('%s is an error that names the setting and the parameter', (_, mark, code, message) => {
    for (const command of ['lint', 'plan']) {
      const { code: exit, stdout, stderr } = safedeploy(command, file('needs.yaml', mark));
      expect(exit).toBe(1);
      expect(stdout + stderr).toContain(`error ${code}`);
      expect(stdout + stderr).toContain(message);
    }
  });

  test('is fine where both ways lead to the same, or where CloudFormation decides', () => {
    for (const mark of ['{Alias: !If [IsProd, live, live]}', '{Type: !If [IsProd, AllAtOnce, Canary10Percent5Minutes]}'])
      expect(safedeploy('lint', file('fine.yaml', mark), '--severity', 'SD3101=off').code).toBe(0);
  });

  test('other reasons name no parameter', () => {
    const { stdout } = safedeploy('lint', file('stack.yaml', '{Alias: !Ref AWS::StackName}'));
    expect(stdout).toContain('Alias cannot be resolved when the macro runs.\n');
  });
});

describe('plan --against', () => {
  const reads = file('reads.yaml', '{}', 'Table: !Ref Table');
  const deployment = (...args: string[]) => JSON.parse(safedeploy('plan', ...args, '--json').stdout).functions[0].deployment;

  test('claims no unchanged version where nobody knows the value', () => {
    expect(deployment(reads, '--against', reads)).toMatchObject({ effect: 'unknown', because: 'it is not known whether Table changed' });
  });

  test('does where the value is given, or does not count', () => {
    expect(deployment(reads, '--against', reads, '--parameter', 'Table=t').effect).toBe('unchanged');
    const plain = file('plain.yaml', '{}');
    expect(deployment(plain, '--against', plain).effect).toBe('unchanged');
  });

  test('sees every other change', () => {
    const other = file('other.yaml', '{}', 'Table: !Ref Table, More: x');
    expect(deployment(other, '--against', reads)).toMatchObject({ effect: 'shifts', because: 'Environment.Variables.More changed' });
  });
});

test('what is given wrongly is still refused', () => {
  const plain = file('plain.yaml', '{}');
  const { code, stderr } = safedeploy('lint', plain, '--parameter', 'Stgae=prod');
  expect(code).toBe(2);
  expect(stderr).toBe('safedeploy lint: The template has no parameter Stgae. Did you mean Stage?\n');
});
