import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LONG_FORMS } from '../../src/cli/read/tags';
import { type Block, blocksOf } from '../docs/pages';
import { readYaml } from '../support/fixtures';

/**
 * The commands of the pages run in their order, in a folder of their own. `safedeploy`, `sed` and `node` are real. `npm`, `aws` and
 * the commands of `safedeploy` that ask AWS are not: they write down what they are asked, and `aws` refuses a template that is not
 * there. test/engine/scenarios/s01_ten_minutes.py runs these against an engine.
 */
const ROOT = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'safedeploy-walk-'));
const log = join(folder, 'calls.log');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const AWS = `#!/bin/sh
echo "aws $*" >> '${log}'
while [ $# -gt 0 ]; do
  if [ "$1" = --template-file ]; then [ -f "$2" ] || { echo "no file $2" >&2; exit 1; }; cat "$2" >> '${log}.templates'; fi
  shift
done
`;

const SAFEDEPLOY = `#!/bin/sh
case "$1" in watch|why|status) echo "safedeploy $*" >> '${log}'; exit;; esac
exec '${process.execPath}' '${join(ROOT, 'dist', 'cli', 'safedeploy.js')}' "$@"
`;

beforeAll(() => {
  mkdirSync(join(folder, 'bin'));
  const programs = {
    safedeploy: SAFEDEPLOY,
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
  const asked = ['watch', 'why', 'status'].map((command) => `safedeploy ${command} --stack hello`);
  expect(calls.filter((call) => call.startsWith('safedeploy '))).toEqual(asked);
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

  describe('the hook', () => {
    const git = 'git -c user.name=a -c user.email=a@example.com';
    const start = (repository: string) => {
      rmSync(join(folder, repository), { recursive: true, force: true });
      mkdirSync(join(folder, repository, 'of a shop'), { recursive: true });
      return sh(`cd ${repository} && git init -q . && cp ../pre-commit .git/hooks/ && chmod +x .git/hooks/pre-commit`);
    };
    const template = () => readFileSync(join(folder, 'hello.yaml'), 'utf8');
    const warned = () => template().replace('Type: Canary', 'Alarms: [], Type: Canary');
    const write = (name: string, text: string) => writeFileSync(join(folder, 'repository', name), text);
    const commit = () => sh(`cd repository && ${git} commit -qm x`);

    beforeEach(() => expect(start('repository')).toMatchObject({ status: 0 }));

    test.each(['hello.yaml', 'of a shop/hello.yml', 'of a shop/a b.json', 'x.template'])('refuses %s with a warning', (name) => {
      write(name, name.endsWith('json') ? JSON.stringify(readYaml(warned())) : warned());
      sh('cd repository && git add .');
      const { status, stdout, stderr } = commit();
      expect(status).not.toBe(0);
      expect(stdout + stderr).toContain(`${name}:`);
      expect(stdout + stderr).toContain('warning SD3101');
    });

    test('looks at what is staged', () => {
      write('hello.yaml', template());
      sh('cd repository && git add .');
      write('hello.yaml', warned());
      expect(commit()).toMatchObject({ status: 0 });
      sh('cd repository && git add .');
      write('hello.yaml', template());
      expect(commit().status).not.toBe(0);
    });

    test('leaves everything else alone', () => {
      write('package.json', '{}');
      write('plain.yaml', 'Resources: {T: {Type: AWS::SNS::Topic}}\n');
      sh('cd repository && git add .');
      expect(commit()).toMatchObject({ status: 0 });
      write('README.md', warned());
      sh('cd repository && git add .');
      expect(commit()).toMatchObject({ status: 0 });
    });
  });

  test('the hook of pre-commit takes every kind of file, and skips what is not ours', () => {
    const [hook] = readYaml(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as unknown as [
      { id: string; entry: string; files: string },
    ];
    expect(readFileSync(join(ROOT, page), 'utf8')).toContain(`- id: ${hook.id}`);
    const names = ['a b.yaml', 'c.yml', 'd.json', 'e.template'];
    for (const name of names) expect(name).toMatch(new RegExp(hook.files));
    expect('f.md').not.toMatch(new RegExp(hook.files));
    writeFileSync(join(folder, 'a b.yaml'), readFileSync(join(folder, 'hello.yaml')));
    writeFileSync(join(folder, 'd.json'), '{"name": "x"}');
    expect(sh(`${hook.entry} 'a b.yaml' d.json`)).toMatchObject({ status: 0, stderr: '' });
    expect(sh(`${hook.entry} d.json`)).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(join(folder, 'a b.yaml'), readFileSync(join(folder, 'hello.yaml'), 'utf8').replace('Type: Canary', 'Tpye: Canary'));
    expect(sh(`${hook.entry} 'a b.yaml' d.json`).status).toBe(1);
  });

  test('the settings of VS Code name the schema and every short form', () => {
    const text = blocksOf(page, 'json').find((block) => fileOf(block) === 'settings.json')?.text ?? '';
    const settings = JSON.parse(text);
    const tags = settings['yaml.customTags'].map((tag: string) => tag.split(' ')[0]);
    const known = [...LONG_FORMS.keys()].filter(
      (tag) =>
        !['!Contains', '!EachMemberEquals', '!EachMemberIn', '!RefAll', '!ValueOf', '!ValueOfAll', '!Length', '!ToJsonString'].includes(
          tag,
        ),
    );
    expect([...new Set(tags)].sort()).toEqual(known.sort());
    for (const path of Object.keys(settings['yaml.schemas'])) expect(path).toMatch(/\/schema\/safedeploy\.schema\.json$/);
  });
});
