import { spawnSync } from 'node:child_process';
import { Built } from '../cli/support/built';
import { afterSam } from './deploy';
import { blocksOf, pages, textOf } from './pages';

/**
 * What the pages show is what people copy: every template of them is clean under our own lint, and under cfn-lint but for the
 * checks that a comment before it names, `<!-- cfn-lint: E3002 -->`. docs/ci.md says why those can't be helped. Examples of errors
 * and of warnings say so in their first line, `# Fails: SD2101` and `# Warns: SD3304`.
 */
const COMMENT = /^<!-- cfn-lint: ([E\d ]+) -->$/;
const CFN_LINT = process.env.CFN_LINT ?? 'cfn-lint';

const templates = pages.flatMap((page) =>
  blocksOf(page, 'yaml')
    .filter(({ text, before }) => /^Resources:/m.test(text) && before !== '<!-- gives -->' && !/^# (Fails|Warns):/m.test(text))
    .map(({ text, line, before }) => ({
      file: `${page.replace(/\W/g, '-')}-${line}.yaml`,
      text,
      excused: COMMENT.exec(before)?.[1]?.split(' ') ?? [],
    })),
);

const built = new Built();
afterAll(built.remove);
beforeAll(() => {
  built.write(Object.fromEntries(templates.map(({ file, text }) => [`source/${file}`, `${text}\n`])));
  built.write(Object.fromEntries(templates.map(({ file, text }) => [`plain/${file}`, `${afterSam(text)}\n`])));
});

interface Finding {
  readonly file: string;
  readonly code: string;
  readonly severity: string;
}

test('our lint finds nothing in any template', () => {
  expect(templates.length).toBeGreaterThan(15);
  const { code, stdout, stderr } = built.run('lint', 'plain', '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const found = (JSON.parse(stdout) as Finding[]).filter(({ severity }) => severity !== 'note');
  expect(found.map(({ file, code: said }) => `${file} ${said}`)).toEqual([]);
});

const version = spawnSync(CFN_LINT, ['--version'], { encoding: 'utf8' });
const hasCfnLint = version.status === 0;
if (!hasCfnLint) console.warn(`cfn-lint does not look at the examples: ${CFN_LINT} cannot be run (pip install cfn-lint, or set CFN_LINT).`);

(hasCfnLint ? describe : describe.skip)('cfn-lint', () => {
  /** `file code` of everything that it finds, each once. */
  const found = (folder: string): string[] => {
    const files = templates.map(({ file }) => `${folder}/${file}`);
    const { stdout } = spawnSync(CFN_LINT, ['--format', 'json', ...files], { cwd: built.folder, encoding: 'utf8' });
    const said = JSON.parse(stdout || '[]') as { Filename: string; Rule: { Id: string } }[];
    return [...new Set(said.map(({ Filename, Rule }) => `${Filename.slice(folder.length + 1)} ${Rule.Id}`))].sort();
  };

  test('finds nothing in a template but what the page excuses', () => {
    const excused = templates.flatMap(({ file, excused: codes }) => codes.map((code) => `${file} ${code}`));
    expect(found('source')).toEqual(excused.sort());
  });

  test('finds nothing in what they become', () => {
    // what stands for SAM's output in these tests has no roles, which SAM would have made
    const whole = templates.filter(({ text }) => afterSam(text) === text);
    for (const { file } of whole) {
      const { code, stderr } = built.run('transform', `plain/${file}`, '--out', `made-${file}`);
      expect({ file, code, stderr }).toEqual({ file, code: 0, stderr: '' });
    }
    const files = whole.map(({ file }) => `made-${file}`);
    // a dependency said twice, and a parameter or condition that only a setting used: no defects
    const { stdout } = spawnSync(CFN_LINT, ['--format', 'parseable', '--ignore-checks', 'W2001,W3005,W8001', '--', ...files], {
      cwd: built.folder,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  }, 60_000);
});

test('docs/ci.md tells of every check that is excused', () => {
  const said = textOf('docs/ci.md');
  for (const code of new Set(templates.flatMap(({ excused }) => excused))) {
    expect(said).toMatch(new RegExp(`^\\| .*${code}.* \\|`, 'm'));
    expect(said).toMatch(new RegExp(`^ignore_checks: .*${code}`, 'm'));
  }
});
