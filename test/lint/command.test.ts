import { connectMetrics } from '../../src/cli/aws/metrics';
import { connect } from '../../src/cli/aws/stack';
import { lint, lintCommand } from '../../src/cli/commands/lint';
import { Terminal } from './support/cli';
import { functionOf } from './support/subject';

const terminal = new Terminal(lint);
afterAll(terminal.remove);

const head = 'Transform: SafeDeploy\nResources:\n';
const clean = terminal.file('clean.yaml', head + functionOf('Checkout'));
const warned = terminal.file('warned.yaml', `${head}${functionOf('Checkout')}Outputs:\n  Name: { Value: !Ref Checkout }\n`);
const wrong = terminal.file('wrong.yaml', head + functionOf('Checkout', '{ Typ: None }'));

test('a template with nothing to say', async () => {
  expect(await terminal.run([clean])).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await terminal.run([clean], ['--strict'])).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('a warning, with its place and what to do', async () => {
  const { code, stdout, stderr } = await terminal.run([warned]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual([
    'warned.yaml:12:11  warning SD3304  The output Name exposes Checkout without its alias: anyone who calls it by this value calls $LATEST.',
    '  Use !Sub "${Checkout}:live" instead, or in a second output.',
    '',
    '  11 | Outputs:',
    '  12 |   Name: { Value: !Ref Checkout }',
    '     |           ^^^^^',
    '',
    '1 warning',
    '',
  ]);
});

test('the same on a terminal, in colours', async () => {
  const plain = await terminal.run([warned]);
  const screen = () => ({ colours: true, columns: 120 });
  const coloured = await new Terminal(lintCommand({ connect, connectMetrics, now: () => new Date(), screen })).run([warned]);
  expect(coloured.stdout).toContain('\u001b[33mwarning\u001b[39m SD3304');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal takes for colours
  expect(coloured.stdout.replace(/\u001b\[\d+m/g, '').replaceAll(warned.replace('warned.yaml', ''), '')).toBe(plain.stdout);
});

test('errors of the macro are errors here, and come without guesses', async () => {
  const { code, stdout } = await terminal.run([wrong]);
  expect(code).toBe(1);
  expect(stdout).toContain('error SD2101');
  expect(stdout).toMatch(/\n1 error\n$/);
});

test('several templates, each once', async () => {
  const { code, stdout } = await terminal.run([warned, clean, wrong, warned]);
  expect(code).toBe(1);
  expect(stdout.match(/^\w+\.yaml:\d+:\d+ .* SD\d{4}/gm)).toEqual([
    'warned.yaml:12:11  warning SD3304',
    expect.stringMatching(/^wrong\.yaml:\d+:\d+ {2}error SD2101$/),
  ]);
});

describe('a note', () => {
  const rule = '  Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !GetAtt Checkout.Arn }] } }\n';
  const permission =
    '  May: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Checkout, Principal: events.amazonaws.com, SourceArn: !GetAtt Rule.Arn } }\n';
  const noted = terminal.file('noted.yaml', head + functionOf('Checkout') + rule + permission);

  test('is shown to who asks for notes', async () => {
    expect(await terminal.run([noted], ['--strict'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await terminal.run([noted], ['--format', 'github'])).stdout).toBe('');
  });

  test.each([
    [['--notes'], 0, 'note SD3310'],
    [['--notes', '--strict'], 0, 'note SD3310'],
    [['--severity', 'SD3310=warning', '--strict'], 1, 'warning SD3310'],
    [['--severity', 'SD3310=error'], 1, 'error SD3310'],
  ])('%s', async (flags, code, said) => {
    const ran = await terminal.run([noted], flags);
    expect(ran.code).toBe(code);
    expect(ran.stdout).toContain(said);
  });

  test('is counted apart, and can be off', async () => {
    expect((await terminal.run([noted, warned], ['--notes'])).stdout).toMatch(/\n1 warning, 1 note in 2 of 2 templates\.\n$/);
    expect((await terminal.run([noted], ['--notes', '--severity', 'SD3310=off'])).stdout).toBe('');
  });

  test('is a notice for GitHub and a note in SARIF', async () => {
    expect((await terminal.run([noted], ['--notes', '--format', 'github'])).stdout).toMatch(/^::notice /);
    expect(JSON.parse((await terminal.run([noted], ['--format', 'sarif'])).stdout).runs[0].results[0].level).toBe('note');
  });

  test('and a warning may become one', async () => {
    const { code, stdout } = await terminal.run([warned], ['--notes', '--strict', '--severity', 'SD3304=note']);
    expect({ code, said: stdout.includes('note SD3304') }).toEqual({ code: 0, said: true });
  });
});

describe('severities', () => {
  test.each([
    [['--strict'], 1, 'warning SD3304'],
    [['--severity', 'SD3304=error'], 1, 'error SD3304'],
    [['--severity', 'SD3304=warning'], 0, 'warning SD3304'],
  ])('%s', async (flags, code, said) => {
    const ran = await terminal.run([warned], flags);
    expect(ran.code).toBe(code);
    expect(ran.stdout).toContain(said);
  });

  test('off is off', async () => {
    expect(await terminal.run([warned], ['--strict', '--severity', 'SD3304=off'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test.each([
    ['SD3304', /must be CODE=error/],
    ['SD3304=loud', /must be CODE=error/],
    ['SD2101=off', /errors cannot be changed/],
    ['SD3305x=off', /unknown warning SD3305x\. Did you mean SD330\d\?/],
  ])('%s is refused', async (severity, why) => {
    const { code, stderr } = await terminal.run([warned], ['--severity', severity]);
    expect(code).toBe(2);
    expect(stderr).toMatch(why);
  });
});

test('no template is a mistake', async () => {
  expect((await terminal.run([])).code).toBe(2);
});

test('parameters decide what is warned of', async () => {
  const file = terminal.file(
    'stages.yaml',
    `Transform: SafeDeploy\nParameters: { Speed: { Type: String } }\nResources:\n${functionOf('Checkout', '{ Type: !Ref Speed, Alarms: [a] }')}`,
  );
  expect((await terminal.run([file], ['--parameter', 'Speed=Linear10PercentEvery10Minutes'])).stdout).toContain('SD3102');
  expect((await terminal.run([file], ['--parameter', 'Speed=AllAtOnce'])).stdout).toBe('');
});

test('a mark by Fn::Transform is judged at its place', async () => {
  const text =
    head +
    functionOf('Checkout', '').replace(
      '    Properties:\n',
      '    Properties:\n      Fn::Transform: { Name: SafeDeploy, Parameters: { Alarms: [] } }\n',
    );
  const { stdout } = await terminal.run([terminal.file('nested.yaml', text)]);
  expect(stdout).toMatch(/^nested\.yaml:\d+:\d+ {2}warning SD3101/);
});
