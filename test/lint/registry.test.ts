import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLI_TABLE } from '../../src/cli/diagnostics/table';
import { TABLE } from '../../src/diagnostics/table';
import { RULES } from '../../src/lint/rules';
import { LINT_TABLE } from '../../src/lint/table';

test('every file of rules/ is a rule of the list', () => {
  const files = readdirSync(join('src', 'lint', 'rules')).filter((name) => name !== 'index.ts');
  expect(RULES).toHaveLength(files.length);
});

test('every code has one rule, but for those of suppressions', () => {
  const codes = RULES.map(({ code }) => code);
  expect([...codes, 'SD3901', 'SD3902'].sort()).toEqual(Object.keys(LINT_TABLE).sort());
});

test('no code stands in two tables', () => {
  const codes = [TABLE, CLI_TABLE, LINT_TABLE].flatMap((table) => Object.keys(table));
  expect(new Set(codes).size).toBe(codes.length);
});

const NOTES = new Set(['SD3203', 'SD3310', 'SD3313']);

test('all of lint are warnings or notes, and say what to do', () => {
  for (const [code, { severity, title, text, remedy }] of Object.entries(LINT_TABLE)) {
    expect(severity).toBe(NOTES.has(code) ? 'note' : 'warning');
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(text).toMatch(/(\.|\{hint\})$/);
    expect(remedy).toMatch(
      /^(Add|Allow|Before you deploy|Change|Correct|Deploy|Increase|Lower|Name|Point|Reduce|Remove|Set|Use|Write)\b.*\.$/,
    );
  }
});

/** The macro has 51,200 bytes for everything, and cannot warn. */
test('nothing of lint and of rehearsals is in the macro', () => {
  const meta = join('dist', 'macro', 'meta.json');
  expect(existsSync(meta)).toBe(true);
  const { inputs } = JSON.parse(readFileSync(meta, 'utf8')) as { inputs: Record<string, unknown> };
  expect(Object.keys(inputs).filter((path) => /src\/(alarms|cli|lint|plan|rehearse)\//.test(path))).toEqual([]);
  expect(readFileSync(join('dist', 'macro', 'index.js'), 'utf8')).not.toMatch(/SD3\d{3}/);
});
