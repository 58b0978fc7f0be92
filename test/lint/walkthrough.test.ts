import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Block, blocksOf } from '../docs/pages';

/**
 * The commands of the pages run in their order, in a folder of their own. `safedeploy`, `sed` and `node` are real. `npm` and
 * `aws` are not: they write down what they are asked, and `aws` refuses a template that is not there.
 */
const ROOT = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'safedeploy-walk-'));
const log = join(folder, 'calls.log');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const AWS = `#!/bin/sh
echo "aws $*" >> '${log}'
while [ $# -gt 0 ]; do
  if [ "$1" = --template-file ]; then [ -f "$2" ] || { echo "no file $2" >&2; exit 1; }; cat "$2" >> '${log}.templates'; fi
  if [ "$1" = --query ]; then echo hello-Hello-1A2B3C; fi
  shift
done
`;

beforeAll(() => {
  mkdirSync(join(folder, 'bin'));
  const programs = {
    safedeploy: `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'dist', 'cli', 'safedeploy.js')}' "$@"\n`,
    npm: `#!/bin/sh\necho "npm $*" >> '${log}'\n`,
    aws: AWS,
  };
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, 'bin', name), text);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
  symlinkSync(join(ROOT, 'dist'), join(folder, 'dist'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});

function sh(script: string) {
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
  // --norc: a bash whose input is a socket, as Node.js makes it, takes itself for a remote shell and reads the machine's own
  return spawnSync('bash', ['--norc', '-eu', '-c', script], { cwd: folder, encoding: 'utf8', env });
}

const fileOf = ({ before }: Block): string | undefined => /^<!-- file: (\S+) -->$/.exec(before)?.[1];

function saveFiles(page: string): void {
  for (const block of ['yaml', 'js', 'sh'].flatMap((language) => blocksOf(page, language))) {
    const name = fileOf(block);
    if (name) writeFileSync(join(folder, name), `${block.text}\n`);
  }
}

test('docs/ten-minutes.md', () => {
  const page = 'docs/ten-minutes.md';
  saveFiles(page);
  const script = blocksOf(page, 'sh')
    .map(({ text }) => text)
    .join('\n');
  const { status, stdout, stderr } = sh(script);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('Hello → live');
  // what the page shows, on a terminal of another width
  const words = (text: string) => text.split(/\s+/).join(' ');
  for (const { text } of blocksOf(page, 'text')) expect(words(stdout)).toContain(words(text));
  const calls = readFileSync(log, 'utf8').split('\n');
  expect(calls.filter((call) => call.startsWith('aws cloudformation deploy'))).toHaveLength(4);
  expect(calls.filter((call) => call === 'aws lambda get-alias --function-name hello-Hello-1A2B3C --name live')).toHaveLength(2);
  const deployed = readFileSync(`${log}.templates`, 'utf8');
  for (const code of ["=> 'one'", "=> 'two'", "=> { throw new Error('three'); }"]) expect(deployed).toContain(code);
});

describe('docs/ci.md', () => {
  const page = 'docs/ci.md';
  const commands = (heading: string): string => {
    const line = readFileSync(join(ROOT, page), 'utf8').split('\n').indexOf(`## ${heading}`) + 1;
    expect(line).toBeGreaterThan(0);
    const block = blocksOf(page, 'sh').find((candidate) => candidate.line > line && !fileOf(candidate));
    return block?.text ?? '';
  };
  beforeAll(() => {
    saveFiles('docs/ten-minutes.md');
    saveFiles(page);
    writeFileSync(join(folder, 'template.yaml'), readFileSync(join(folder, 'hello.yaml')));
  });

  test('other CI', () => {
    expect(sh(commands('Other CI'))).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(readFileSync(join(folder, 'lint.json'), 'utf8'))).toEqual([
      expect.objectContaining({ code: 'SD3310', severity: 'note' }),
    ]);
  });

  test('the validator of AWS finds nothing in the transformed template', () => {
    expect(sh(commands('@aws/cloudformation-validate'))).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test('the hook refuses a commit of a template with a warning', () => {
    chmodSync(join(folder, 'pre-commit'), 0o755);
    const template = readFileSync(join(folder, 'hello.yaml'), 'utf8');
    mkdirSync(join(folder, 'repository', 'templates'), { recursive: true });
    const commit = (text: string) => {
      writeFileSync(join(folder, 'repository', 'templates', 'hello.yaml'), text);
      return sh('cd repository && git init -q . && git add . && ../pre-commit');
    };
    expect(commit(template)).toMatchObject({ status: 0, stderr: '' });
    const warned = commit(template.replace('Type: Canary', 'Alarms: [], Type: Canary'));
    expect(warned.status).not.toBe(0);
    expect(warned.stdout).toContain('warning SD3101');
  });
});
