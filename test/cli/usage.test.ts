import { version } from '../../package.json';
import { COMMANDS } from '../../src/cli/commands';
import { optionsOf } from '../../src/cli/options';
import { run } from '../../src/cli/run';
import { Cli } from './support/cli';
import { functionOf } from './support/templates';

const cli = new Cli();
afterAll(cli.remove);
const template = `Transform: SafeDeploy\nResources:\n${functionOf('F')}`;

describe('help', () => {
  test.each([[['--help']], [['-h']], [['help']], [['help', '--help']], [[]]])('of everything: %j', async (args) => {
    const ran = await cli.run(args, '', { columns: 120 });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const lines = ran.stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    for (const { name, summary } of COMMANDS) expect(lines).toContainEqual([name, summary]);
  });

  test.each(COMMANDS.map(({ name, load }) => [name, load] as const))('of %s names its options and has examples', async (name, load) => {
    const command = await load();
    const ran = await cli.run([name, '--help']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(`Usage: safedeploy ${name} `);
    for (const option of Object.keys(optionsOf(command))) expect(ran.stdout).toContain(`  --${option}`);
    for (const { line } of command.examples) expect(ran.stdout).toContain(line);
    expect(command.examples.length).toBeGreaterThan(1);
    expect(command.name).toBe(name);
    for (const args of [
      [name, '-h'],
      ['help', name],
    ])
      expect(await cli.run(args)).toEqual(ran);
  });

  test('is broken between words where the terminal is narrow', async () => {
    const { stdout } = await cli.run(['help', 'lint'], '', { columns: 70 });
    const [, options = ''] = /Options:\n(.*?)\n\n/s.exec(stdout) ?? [];
    expect(Math.max(...options.split('\n').map((line) => line.length))).toBeLessThan(70);
    const wide = (await cli.run(['help', 'lint'], '', { columns: 500 })).stdout;
    expect(stdout.replace(/\s+/g, ' ')).toBe(wide.replace(/\s+/g, ' '));
  });
});

test.each(['--version', '-v'])('the version is that of the package: %s', async (flag) => {
  expect(await cli.run([flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('options may stand anywhere, with or without an equals sign', async () => {
  const plain = await cli.transform(template, '--format', 'json');
  expect(plain.code).toBe(0);
  expect(await cli.run(['transform', '--format=json', '-'], template)).toEqual(plain);
  expect(await cli.run(['transform', '--format', 'json', '--', '-'], template)).toEqual(plain);
});

describe('used wrongly', () => {
  test.each([
    ['a command of nobody', ['frobnicate'], 'safedeploy: Unknown command frobnicate.'],
    ['help on a command of nobody', ['help', 'transfrom'], 'Unknown command transfrom. Did you mean transform?'],
    ['two formats', ['plan', '-', '--json', '--format', 'markdown'], '--json and --format markdown cannot be combined.'],
    ['nearly a command', ['transfrom'], 'safedeploy: Unknown command transfrom. Did you mean transform?'],
    ['an option of nobody', ['transform', '-', '--frobnicate'], 'safedeploy transform: Unknown option --frobnicate.'],
    ['nearly an option', ['transform', '-', '--fromat', 'json'], 'Unknown option --fromat. Did you mean --format?'],
    ['a short option', ['transform', '-', '-o'], 'Unknown option -o.'],
    ['an option of Object', ['transform', '-', '--constructor'], 'Unknown option --constructor.'],
    ['no template', ['transform'], 'Missing argument TEMPLATE: a template in YAML or JSON, or - for standard input.'],
    ['two templates', ['transform', 'a', 'b'], 'Unexpected argument: b.'],
    ['an option without its value', ['transform', '-', '--out'], '--out requires a value: FILE.'],
    ['an option in place of a value', ['transform', '-', '--out', '--format', 'json'], '--out requires a value: FILE.'],
    ['an option twice', ['transform', '-', '--out', 'a', '--out', 'b'], '--out can be given only once.'],
    ['a format of nobody', ['transform', '-', '--format', 'toml'], '--format must be yaml or json.'],
    ['no region', ['transform', '-', '--region', 'Ireland'], '--region must be the name of a Region, such as eu-west-1.'],
    ['no account', ['transform', '-', '--account-id', '42'], '--account-id must be twelve digits.'],
    [
      'one input for two',
      ['transform', '-', '--parameters', '-'],
      'Standard input can be either the template or the parameters, not both.',
    ],
  ])('%s', async (_, args, message) => {
    const ran = await cli.run(args, template);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(message);
    expect(ran.stderr).toMatch(/Run safedeploy( transform| plan)? --help for usage\.\n$/);
  });

  test.each([
    ['a file that is not there', ['transform', 'nowhere.yaml'], 'safedeploy transform: nowhere.yaml does not exist.\n'],
    ['a parameter of nobody', ['transform', '-', '--parameter', 'A=1'], 'safedeploy transform: The template has no parameter A.\n'],
    ['a code of nobody', ['explain', 'SD9999'], 'safedeploy explain: Unknown code SD9999.\n'],
  ])('%s is nothing that the help explains', async (_, args, message) => {
    expect(await cli.run(args, template)).toEqual({ code: 2, stdout: '', stderr: message });
  });

  test('all mistakes are told at once', async () => {
    const ran = await cli.run(['transform', '--fromat', '--region', 'x', '--region', 'y']);
    expect(ran.stderr.match(/^safedeploy transform: /gm)).toHaveLength(3);
  });

  test('what was typed shows no control characters', async () => {
    expect((await cli.run(['\u001b[2J'])).stderr).toContain('Unknown command \uFFFD[2J.');
  });
});

test('a fault of ours has a code, and is not taken for a mistake of the user', async () => {
  const stderr: string[] = [];
  const broken = {
    stdin: (async function* () {
      yield Buffer.from(template);
    })(),
    stdout: () => {
      throw new Error('no more paper');
    },
    stderr: (text: string) => void stderr.push(text),
    colours: false,
    columns: 80,
  };
  expect(await run(['transform', '-'], broken)).toBe(1);
  expect(stderr.join('')).toMatch(/^safedeploy: error SD9001 .*\nError: no more paper\n/);
});
