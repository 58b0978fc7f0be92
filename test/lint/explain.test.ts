import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesFile, PAGES, pages } from '../../scripts/diagnostics/files';
import { explain } from '../../src/cli/commands/explain';
import { ENTRIES } from '../../src/cli/lint/entries';
import { Terminal } from './support/cli';

const terminal = new Terminal(explain);
afterAll(terminal.remove);

/** Every example is linted for them, which takes seconds. */
const SECONDS = 60_000;
let made: ReadonlyMap<string, string>;
beforeAll(async () => {
  made = await pages();
}, SECONDS);

test('the pages are what npm run diagnostics makes', () => {
  expect(readdirSync(PAGES).sort()).toEqual([...made.keys()].map((path) => path.slice(PAGES.length + 1)).sort());
  const stale = [...made].filter(([path, text]) => readFileSync(path, 'utf8') !== text).map(([path]) => path);
  expect(stale).toEqual([]);
});

test('a page of a warning or a note does not call it an error', () => {
  for (const [code, { severity }] of ENTRIES) {
    const text = made.get(join(PAGES, `${code}.md`)) ?? '';
    expect([code, /^An? (error|warning|note)\b/m.exec(text)?.[1]]).toEqual([code, severity]);
  }
});

test(
  'so are the examples of the command line',
  async () => {
    const [path, text] = await examplesFile();
    expect(readFileSync(join(path), 'utf8') === text).toBe(true);
  },
  SECONDS,
);

test('a code with its examples', async () => {
  const { code, stdout } = await terminal.run(['SD2101'], [], { columns: 120 });
  expect(code).toBe(0);
  expect(stdout.split('\n').slice(0, 8)).toEqual([
    'SD2101  Unknown setting (error)',
    '',
    '  Unknown setting "<name>".',
    '  Correct or remove it.',
    '',
    'Bad:',
    '',
    '    Transform: SafeDeploy',
  ]);
  expect(stdout).toContain('  bad.yaml:5:31  Unknown setting "Typ". Did you mean Type? Correct or remove it.\n\nGood:\n');
});

test('a code that no template shows says why', async () => {
  expect((await terminal.run(['sd9001'])).stdout).toContain('There is no example. It is an error in SafeDeploy itself');
});

test('every code is explained without a blank or a colour', async () => {
  for (const code of ENTRIES.keys()) {
    const { stdout } = await terminal.run([code], [], { colours: true });
    expect(stdout.startsWith(`${code}  `)).toBe(true);
    expect(stdout).not.toContain('\u001b');
    expect(stdout.slice(0, stdout.indexOf('Bad:'))).not.toMatch(/(?<!\$)\{\w+\}|undefined/);
  }
});

test('texts fit the terminal, templates keep their lines', async () => {
  const { stdout } = await terminal.run(['SD3001'], [], { columns: 50 });
  const words = stdout.split('\n').filter((line) => !/^( {4}|https:|SD3001)/.test(line));
  expect(Math.max(...words.map((line) => line.length))).toBeLessThan(50);
});

test('the same for a program', async () => {
  const { stdout } = await terminal.run(['SD2101'], ['--format', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({
    code: 'SD2101',
    title: 'Unknown setting',
    severity: 'error',
    docs: expect.stringMatching(/^https:\/\/.*\/docs\/diagnostics\/SD2101\.md$/),
    bad: expect.stringContaining('Typ: AllAtOnce'),
    good: expect.stringContaining('Type: AllAtOnce'),
  });
  expect(JSON.parse((await terminal.run(['SD9001'], ['--json'])).stdout).withoutExample).toMatch(/error in SafeDeploy/);
});

test('an unknown code is a mistake', async () => {
  const { code, stderr } = await terminal.run(['SD2110x']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^Unknown code SD2110x\. Did you mean SD21\d\d\?/);
});
