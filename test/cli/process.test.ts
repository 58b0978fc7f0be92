import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Cli } from './support/cli';
import { functionOf } from './support/templates';

/** `npm test` builds it. */
const BUILT = join(process.cwd(), 'dist', 'cli', 'safedeploy.js');
const cli = new Cli();
afterAll(cli.remove);
const template = `Transform: SafeDeploy\nResources:\n${functionOf('F')}`;

const safedeploy = (args: string[], input = '', env: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUILT, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { code: status, stdout, stderr };
};

test('answers as it does in process', async () => {
  expect(safedeploy(['transform', '-'], template)).toEqual(await cli.transform(template));
  const file = cli.file('t.json', '{"Transform": "SafeDeploy", "Resources": {"T": {"Type": "AWS::SNS::Topic"}}}');
  expect(safedeploy(['transform', file])).toEqual(await cli.run(['transform', file]));
});

test('exit codes', () => {
  expect(safedeploy(['--version']).code).toBe(0);
  expect(safedeploy(['transform', '-'], template.replace('{}', '{Alais: x}')).code).toBe(1);
  expect(safedeploy(['transform']).code).toBe(2);
});

test('nothing is coloured that goes to a pipe', () => {
  const { stderr } = safedeploy(['transform', '-'], 'a: [', { FORCE_COLOR: '1' });
  expect(stderr).toContain('<stdin>:1:');
  expect(stderr).not.toContain('\u001b');
});

test('a reader that goes away is no fault', async () => {
  const resources = Array.from({ length: 120 }, (_, index) => functionOf(`F${index}`, '', '{Type: None}')).join('');
  const child = spawn(process.execPath, [BUILT, 'transform', '-'], { stdio: 'pipe' });
  const errors: string[] = [];
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  child.stdout.destroy();
  child.stdin.end(`Transform: SafeDeploy\nResources:\n${resources}`);
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
});

const full = existsSync('/dev/full') ? test : test.skip;
if (full === test.skip) process.stderr.write('The test of a full disk is left out: there is no /dev/full.\n');

full('output that cannot be written is a sentence and an exit code', () => {
  const disk = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [BUILT, 'transform', '-'], {
    input: template,
    encoding: 'utf8',
    stdio: ['pipe', disk, 'pipe'],
  });
  closeSync(disk);
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'safedeploy: The output cannot be written (ENOSPC).\n' });
});

describe('--out', () => {
  const file = () => cli.file('t.yaml', template);

  test.each([['transform'], ['mark', 'G']])('- is the standard output: %s', (command, ...more) => {
    const text = `${template}${functionOf('G').replace(/.*Metadata.*\n/, '')}`;
    const { code, stdout } = safedeploy([command, '-', ...more, '--out', '-'], text);
    expect(code).toBe(0);
    expect(stdout).toContain('G:');
  });

  test('never overwrites the template of transform, by a link either', () => {
    symlinkSync('t.yaml', cli.file('link.yaml'));
    for (const args of [
      [cli.file('link.yaml'), '--out', file()],
      [file(), '--out', cli.file('link.yaml')],
    ])
      expect(safedeploy(['transform', ...args])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('--out must not be the template itself'),
      });
    expect(readFileSync(file(), 'utf8')).toBe(template);
  });

  test('a device stays a device', () => {
    // a link to it, which the command would replace: the test must not
    symlinkSync('/dev/null', cli.file('nowhere'));
    expect(safedeploy(['transform', file(), '--out', cli.file('nowhere')])).toMatchObject({ code: 0, stderr: '' });
    expect(lstatSync(cli.file('nowhere')).isSymbolicLink()).toBe(true);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('a link to a file that is not there yet makes the file', () => {
    symlinkSync('later.yaml', cli.file('dangling.yaml'));
    expect(safedeploy(['transform', file(), '--out', cli.file('dangling.yaml')]).code).toBe(0);
    expect(lstatSync(cli.file('dangling.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(cli.file('later.yaml'), 'utf8')).toContain('AWS::Lambda::Alias');
  });

  test('a folder is refused, and stays', () => {
    mkdirSync(cli.file('folder'));
    expect(safedeploy(['transform', file(), '--out', cli.file('folder')])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be written (EISDIR)'),
    });
  });
});

test('a file whose name begins with a hyphen', () => {
  const { code, stderr } = safedeploy(['lint', '-t.yaml']);
  expect(code).toBe(2);
  expect(stderr.split('\n')[0]).toBe('safedeploy lint: Unknown option -t.yaml. For a file of that name, write ./-t.yaml.');
  expect(stderr.match(/Unknown option/g)).toHaveLength(1);
});

test('a long template arrives as a whole', () => {
  const resources = Array.from({ length: 120 }, (_, index) => functionOf(`F${index}`, '', '{Type: None}')).join('');
  const { code, stdout } = safedeploy(['transform', '-', '--format', 'json'], `Transform: SafeDeploy\nResources:\n${resources}`);
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(stdout).Resources)).toHaveLength(360);
});

describe('a terminal of 50 columns', () => {
  test('COLUMNS says how wide it is, to the standard output and the standard error', () => {
    const wide = safedeploy(['explain', 'SD3001'], '', { COLUMNS: '500' }).stdout.split('\n');
    const narrow = safedeploy(['explain', 'SD3001'], '', { COLUMNS: '50' }).stdout.split('\n');
    expect(narrow.length).toBeGreaterThan(wide.length);
    const { stderr } = safedeploy(['transform', '-'], `# ${'-'.repeat(100)}\na: [`, { COLUMNS: '50' });
    const frame = stderr.split('\n').filter((line) => line.includes(' | '));
    expect(Math.max(...frame.map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  test.each(['0', '-1', 'wide', ''])('but not COLUMNS=%s', (COLUMNS) => {
    expect(safedeploy(['explain', 'SD3001'], '', { COLUMNS })).toEqual(safedeploy(['explain', 'SD3001'], '', { COLUMNS: '120' }));
  });
});

test('what lint finds is its answer; the standard error stays empty', () => {
  const found = safedeploy(['lint', cli.file('found.yaml', template.replace('{}', '{Alais: x}'))]);
  expect(found).toMatchObject({ code: 1, stderr: '' });
  expect(found.stdout).toContain('SD2101');
});

test.each(['-h', '--help', 'help'])('%s', (word) => {
  expect(safedeploy([word])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Usage: safedeploy COMMAND') });
});
