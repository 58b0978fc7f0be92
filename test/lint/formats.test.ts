import { lint } from '../../src/cli/commands/lint';
import { Terminal } from './support/cli';
import { functionOf } from './support/subject';

const terminal = new Terminal(lint);
afterAll(terminal.remove);

const template = `Transform: SafeDeploy\nResources:\n${functionOf('Checkout')}Outputs:\n  Name: { Value: !Ref Checkout }\n`;
const file = terminal.file('a template, 100%.yaml', template);
const clean = terminal.file('clean.yaml', template.slice(0, template.indexOf('Outputs')));
const wrong = terminal.file('wrong.yaml', template.replace('{}', '{ Typ: None }'));
const out = async (format: string, ...files: string[]) => {
  const { stdout, stderr } = await terminal.run(files, ['--format', format]);
  expect(stderr).toBe('');
  return stdout;
};
const MESSAGE = 'The output Name exposes Checkout without its alias: anyone who calls it by this value calls $LATEST.';
const REMEDY = 'Use !Sub "${Checkout}:live" instead, or in a second output.';

test('json', async () => {
  expect(JSON.parse(await out('json', file))).toEqual([
    {
      file: 'a template, 100%.yaml',
      line: 12,
      column: 11,
      endLine: 12,
      endColumn: 16,
      code: 'SD3304',
      severity: 'warning',
      message: MESSAGE,
      remedy: REMEDY,
      docs: 'https://github.com/YOUR-FORK/safedeploy/blob/main/docs/diagnostics/SD3304.md',
    },
  ]);
  expect(JSON.parse(await out('json', clean))).toEqual([]);
  expect((await terminal.run([file], ['--json'])).stdout).toBe(await out('json', file));
});

test('github', async () => {
  expect(await out('github', file)).toBe(
    `::warning file=a template%2C 100%25.yaml,line=12,col=11,endLine=12,endColumn=16,title=SD3304::${MESSAGE} ${REMEDY}\n`,
  );
  expect(await out('github', wrong)).toMatch(/^::error file=wrong\.yaml,line=5,/);
  expect(await out('github', clean)).toBe('');
});

test('sarif', async () => {
  const { version, runs } = JSON.parse(await out('sarif', file, wrong));
  expect(version).toBe('2.1.0');
  const [{ tool, results }] = runs;
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['SD2101', 'SD3304']);
  expect(results.map(({ ruleId, ruleIndex, level }: Record<string, unknown>) => [ruleId, ruleIndex, level])).toEqual([
    ['SD3304', 1, 'warning'],
    ['SD2101', 0, 'error'],
  ]);
  expect(tool.driver.rules[1].helpUri).toMatch(/^https:\/\/.*\/docs\/diagnostics\/SD3304\.md$/);
  expect(results[0].message.text).toBe(`${MESSAGE} ${REMEDY}`);
  expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('file://a%20template,%20100%25.yaml');
  expect(results[0].locations[0].physicalLocation.region).toEqual({ startLine: 12, startColumn: 11, endLine: 12, endColumn: 16 });
});

test('sarif without a finding has a run without results', async () => {
  const { runs } = JSON.parse(await out('sarif', clean));
  expect(runs).toHaveLength(1);
  expect(runs[0].results).toEqual([]);
});

test('no format shows the value of a parameter', async () => {
  const secret = terminal.file(
    'secret.yaml',
    `Transform: SafeDeploy\nParameters: { Password: { Type: String, NoEcho: true } }\nResources:\n${functionOf(
      'Checkout',
      '{ Alarms: [] }',
      {
        Environment: '{ Variables: { PASSWORD: !Ref Password } }',
        Code: "{ S3Bucket: b, S3Key: !Sub '${Password}.zip' }",
      },
    )}Outputs:\n  Name: { Value: !Ref Checkout }\n`,
  );
  for (const format of ['text', 'json', 'sarif', 'github']) {
    const { stdout, stderr } = await terminal.run([secret], ['--format', format, '--parameter', 'Password=hunter2']);
    expect(stdout + stderr).toContain('SD3304');
    expect(stdout + stderr).not.toContain('hunter2');
  }
});
