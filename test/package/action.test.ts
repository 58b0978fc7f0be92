import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { Packed, type Ran, run } from './support/packed';

/** The steps of action.yml with their own shell, in a clone with a pull request. `gh` writes down what it is asked, and answers what a test says. */
jest.setTimeout(200_000);
const ACTION = parse(readFileSync('action.yml', 'utf8'));
type Step = { name: string; if?: string; run: string; env: Record<string, string> };
const steps = ACTION.runs.steps as Step[];

let packed: Packed;
beforeAll(() => {
  packed = new Packed();
});
afterAll(() => packed.remove());

const GH = `#!/bin/sh
echo "gh $*" >> "$GH_LOG"
for word in "$@"; do case "$word" in body=@*) cp "\${word#body=@}" "$GH_LOG.body";; esac; done
[ -z "$GH_FAILS" ] || exit 1
case "$*" in
  "release download"*) [ -n "$GH_PACKAGE" ] && cp "$GH_PACKAGE" "$RUNNER_TEMP/safedeploy/";;
  *--jq*) echo "$GH_COMMENT";;
esac
`;

const lambda = (key: string, mark = '{ Type: Canary10Percent5Minutes }') => `Transform: SafeDeploy
Resources:
  Checkout:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: ${mark} }
    Properties: { Runtime: nodejs24.x, Handler: i.h, Role: 'arn:aws:iam::123456789012:role/r', Code: { S3Bucket: b, S3Key: ${key}, S3ObjectVersion: '1' } }
`;

let count = 0;
let installation: string | undefined;
/** A repository whose base has some files and whose head has others. */
class PullRequest {
  readonly folder = packed.path(`repository-${count++}`);
  readonly temp = `${this.folder}-temp`;
  readonly log = join(this.temp, 'gh.log');
  private readonly base: string;

  constructor(base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>) {
    mkdirSync(join(this.temp, 'bin'), { recursive: true });
    mkdirSync(this.folder);
    writeFileSync(join(this.temp, 'bin', 'gh'), GH);
    chmodSync(join(this.temp, 'bin', 'gh'), 0o755);
    this.git('init', '--quiet');
    this.base = this.commit(base);
    this.commit(head);
  }

  private git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: this.folder, encoding: 'utf8' }).trim();

  private commit(files: Readonly<Record<string, string>>): string {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'c');
    return this.git('rev-parse', 'HEAD');
  }

  /** Runs a step of the action with these inputs. */
  step(name: string, inputs: Readonly<Record<string, string>> = {}, environment: Readonly<Record<string, string>> = {}): Ran {
    const step = steps.find((one) => one.name === name) as Step;
    const given = {
      ...Object.fromEntries(Object.entries(ACTION.inputs).map(([key, one]) => [key, (one as { default?: string }).default ?? ''])),
      package: packed.tarball,
      ...inputs,
    };
    const known: Record<string, string> = {
      ...Object.fromEntries(Object.entries(given).map(([key, value]) => [`inputs.${key}`, value])),
      'github.action_repository': 'someone/safedeploy',
      'github.action_ref': 'v0.1.0',
      'github.event.pull_request.base.sha': this.base,
      'github.event.pull_request.number': '7',
    };
    const resolved = Object.entries(step.env).map(([key, value]) => [
      key,
      value.replace(/\$\{\{ (.+?) \}\}/g, (_, path) => known[path] ?? `UNKNOWN ${path}`),
    ]);
    expect(step.run).not.toContain('${{'); // what a pull request says must not become a part of the script
    return run(this.folder, 'bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run], {
      ...Object.fromEntries(resolved),
      PATH: `${join(this.temp, 'bin')}:${process.env.PATH}`,
      GITHUB_ACTION_PATH: process.cwd(),
      GITHUB_REPOSITORY: 'someone/shop',
      GITHUB_STEP_SUMMARY: join(this.temp, 'summary.md'),
      RUNNER_TEMP: this.temp,
      GH_LOG: this.log,
      ...environment,
    });
  }

  /** With the command line of the first that asked for it: installing takes seconds. */
  installed(): this {
    if (installation === undefined) {
      expect(this.step('Install the command line')).toMatchObject({ code: 0 });
      installation = join(this.temp, 'safedeploy');
    } else {
      mkdirSync(join(this.temp, 'safedeploy'));
      for (const name of ['bin', 'lib']) symlinkSync(join(installation, name), join(this.temp, 'safedeploy', name));
    }
    return this;
  }

  read = (name: string) => (existsSync(join(this.temp, name)) ? readFileSync(join(this.temp, name), 'utf8') : '');
}

const TEMPLATES = { templates: 'templates/**/*.yaml\n' };
const base = { 'templates/shop.yaml': lambda('one') };
const changed = { 'templates/shop.yaml': lambda('two'), 'templates/deep/new.yaml': lambda('one') };

describe('install', () => {
  test('from the release that the workflow names', () => {
    const pull = new PullRequest(base, changed);
    expect(pull.step('Install the command line', { package: '' }, { GH_PACKAGE: packed.tarball })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+$/m),
    });
    expect(pull.read('gh.log')).toContain('gh release download v0.1.0 --repo someone/safedeploy');
  });

  test('says what is missing', () => {
    const ran = new PullRequest(base, changed).step('Install the command line', { package: '' }, { GH_FAILS: '1' });
    expect(ran).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('::error::The release v0.1.0 of someone/safedeploy has no package.'),
    });
  });
});

describe('plan', () => {
  test('tells what changes against the base, and which template is new', () => {
    const pull = new PullRequest(base, changed).installed();
    expect(pull.step('Plan', TEMPLATES)).toMatchObject({ code: 0, stderr: '' });
    const summary = pull.read('summary.md');
    expect(summary).toBe(pull.read('safedeploy/plan.md'));
    expect(summary.startsWith('<!-- safedeploy plan -->\n# SafeDeploy: what this deployment changes\n')).toBe(true);
    const [, deep = '', shop = ''] = summary.split('\n## `');
    expect(deep).toContain('templates/deep/new.yaml`\n\nThe template is new.\n');
    expect(shop).toMatch(/^templates\/shop.yaml`\n[\s\S]*Code\.S3Key/);
  });

  test('a template of the base with errors', () => {
    const pull = new PullRequest(
      { 'templates/shop.yaml': lambda('one', '{ Typ: x }') },
      { 'templates/shop.yaml': lambda('two') },
    ).installed();
    expect(pull.step('Plan', TEMPLATES)).toMatchObject({ code: 0, stderr: expect.stringContaining('SD2101') });
    expect(pull.read('summary.md')).toContain('The base template could not be planned');
  });

  test('a template with errors: the comment says so, and lint fails the job', () => {
    const pull = new PullRequest(base, { 'templates/shop.yaml': lambda('two', '{ Typ: x }') }).installed();
    expect(pull.step('Plan', TEMPLATES).code).toBe(0);
    expect(pull.read('summary.md')).toContain('No plan was created. See the job log for the reason.');
    expect(pull.step('Lint', TEMPLATES)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('::error file=templates/shop.yaml,line=5,'),
    });
  });

  test.each([
    ['a pattern without files', { templates: 'nothing/*.yaml' }, '::error::No file matches nothing/*.yaml.'],
    ['a stack for two templates', { ...TEMPLATES, stack: 'shop' }, '::error::The input stack can be used with one template only.'],
  ])('%s', (_, inputs, words) => {
    expect(new PullRequest(base, changed).installed().step('Plan', inputs)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(words),
    });
  });

  test('what inputs say is no part of the shell', () => {
    const pull = new PullRequest(base, changed).installed();
    pull.step('Plan', { templates: '$(touch owned)\n`touch owned`\ntemplates/shop.yaml; touch owned' });
    expect(existsSync(join(pull.folder, 'owned'))).toBe(false);
  });
});

describe('comment', () => {
  const planned = () => {
    const pull = new PullRequest(base, changed).installed();
    pull.step('Plan', TEMPLATES);
    return pull;
  };

  test('a first one', () => {
    const pull = planned();
    expect(pull.step('Comment')).toMatchObject({ code: 0, stdout: '' });
    expect(pull.read('gh.log')).toContain('gh api --silent --method POST repos/someone/shop/issues/7/comments --field body=@');
    expect(pull.read('gh.log.body')).toBe(pull.read('safedeploy/plan.md'));
  });

  test('over the last one', () => {
    const pull = planned();
    expect(pull.step('Comment', {}, { GH_COMMENT: '42\n43' }).code).toBe(0);
    expect(pull.read('gh.log')).toContain('--method PATCH repos/someone/shop/issues/comments/42 --field body=@');
  });

  test('one that is too long is cut', () => {
    const pull = planned();
    writeFileSync(join(pull.temp, 'safedeploy/plan.md'), `<!-- safedeploy plan -->\n${'ä'.repeat(70_000)}`);
    pull.step('Comment');
    const body = pull.read('gh.log.body');
    expect(body.length).toBeLessThan(65_000);
    expect(body.endsWith('\n\nThe rest is in the job summary.\n')).toBe(true);
    expect(body).not.toContain('\uFFFD');
  });

  test('without the right to, it warns', () => {
    expect(planned().step('Comment', {}, { GH_FAILS: '1' })).toMatchObject({ code: 0, stdout: expect.stringContaining('::warning::') });
  });
});

test('lint: warnings fail with strict alone', () => {
  const pull = new PullRequest({}, { 'a b.yaml': lambda('one').replace(", S3ObjectVersion: '1'", '') }).installed();
  expect(pull.step('Lint', { templates: '*.yaml' })).toMatchObject({ code: 0, stdout: expect.stringContaining('::warning file=a b.yaml') });
  expect(pull.step('Lint', { templates: '*.yaml', strict: 'true' }).code).toBe(1);
});

test('all expressions are known, and the conditions are those that are meant', () => {
  const expressions = steps.flatMap(({ env }) =>
    Object.values(env).flatMap((value) => [...value.matchAll(/\$\{\{ (.+?) \}\}/g)].map(([, path]) => path)),
  );
  for (const path of expressions) {
    if (path?.startsWith('inputs.')) expect(Object.keys(ACTION.inputs)).toContain(path.slice('inputs.'.length));
    else expect(path).toMatch(/^github\.(action_repository|action_ref|event\.pull_request\.(base\.sha|number))$/);
  }
  expect(steps.map(({ if: when }) => when)).toEqual([
    undefined,
    "github.event_name == 'pull_request'",
    "github.event_name == 'pull_request' && inputs.comment == 'true'",
    undefined,
  ]);
});
