import { stripVTControlCharacters } from 'node:util';
import { type Finding, Findings } from '../../src/cli/diagnostics/findings';
import { Source } from '../../src/cli/read/source';
import { report } from '../../src/cli/report/report';
import { takesColours } from '../../src/cli/report/terminal';

const finding = (text: string, marked: string, more: Partial<Finding> = {}): Finding => {
  const start = text.indexOf(marked);
  const place = new Source('template.yaml', text).place({ start, end: start + marked.length });
  return { code: 'SD2101', severity: 'error', message: 'It is wrong.', remedy: 'Correct it.', place, ...more };
};
const shown = (findings: Finding[], columns = 60, colours = false) => report(findings, { columns, colours }).split('\n');
const frameOf = (text: string, marked: string, columns = 60) => shown([finding(text, marked)], columns).slice(3, -3);

const LINES = `${Array.from({ length: 12 }, (_, index) => `Line${index + 1}: x`).join('\n')}\n`;

test('a finding is its place, what is wrong, what to do and the lines around it', () => {
  expect(shown([finding(LINES, 'Line9')])).toEqual([
    'template.yaml:9:1  error SD2101  It is wrong.',
    '  Correct it.',
    '',
    '   8 | Line8: x',
    '   9 | Line9: x',
    '     | ^^^^^',
    '  10 | Line10: x',
    '',
    '1 error',
    '',
  ]);
});

test('nothing is said of nothing', () => {
  expect(report([], { columns: 60, colours: false })).toBe('');
});

test('warnings and errors are counted apart', () => {
  const warning = { severity: 'warning' } as const;
  expect(shown([finding(LINES, 'Line1', warning)]).at(-2)).toBe('1 warning');
  expect(shown([finding(LINES, 'Line1', warning), finding(LINES, 'Line2'), finding(LINES, 'Line3')]).at(-2)).toBe('2 errors, 1 warning');
  expect(shown([finding(LINES, 'Line1', warning)])[0]).toBe('template.yaml:1:1  warning SD2101  It is wrong.');
});

test('hundreds are all shown', () => {
  const lines = shown(Array.from({ length: 250 }, () => finding(LINES, 'Line9')));
  expect(lines.filter((line) => line.includes('SD2101'))).toHaveLength(250);
  expect(lines.slice(-3)).toEqual(['', '250 errors', '']);
});

describe('a frame', () => {
  test('at the first and at the last line', () => {
    expect(frameOf('a: 1\nb: 2', 'a')).toEqual(['  1 | a: 1', '    | ^', '  2 | b: 2']);
    expect(frameOf('a: 1\nb: 2\n', '2')).toEqual(['  1 | a: 1', '  2 | b: 2', '    |    ^']);
  });

  test('of something over several lines marks the first', () => {
    expect(frameOf('a: [1,\n  2]\n', '[1,\n  2]')).toEqual(['  1 | a: [1,', '    |    ^^^', '  2 |   2]']);
  });

  test('of an empty file', () => {
    expect(frameOf('', '')).toEqual(['  1 |', '    | ^']);
  });

  test('of the end of a line', () => {
    const place = new Source('f', 'ab\ncd').place({ start: 2, end: 3 });
    expect(shown([{ ...finding('ab', 'a'), place }]).slice(3, -3)).toEqual(['  1 | ab', '    |   ^', '  2 | cd']);
  });

  test('is as wide as the terminal', () => {
    const text = `key: ${'x'.repeat(100)}WRONG${'y'.repeat(100)}\n${'z'.repeat(200)}\n`;
    const lines = frameOf(text, 'WRONG', 40);
    expect(lines).toEqual([`  1 | ${'x'.repeat(17)}WRONG${'y'.repeat(12)}`, `    | ${' '.repeat(17)}^^^^^`, `  2 | ${'z'.repeat(34)}`]);
    expect(Math.max(...lines.map((line) => line.length))).toBe(40);
  });

  test('puts the caret under wide characters', () => {
    expect(frameOf('名前: 😀 b\n', 'b')).toEqual(['  1 | 名前: 😀 b', '    |          ^']);
    expect(frameOf('名前: b\n', '名前')).toEqual(['  1 | 名前: b', '    | ^^^^']);
  });

  test('keeps its columns where there are tabs', () => {
    expect(frameOf('\ta:\tb\n', 'b')).toEqual(['  1 |  a: b', '    |     ^']);
  });

  test('shows no control character and no change of direction', () => {
    expect(frameOf('a: \u001b[31m\u202ex\n', 'x')).toEqual(['  1 | a: \uFFFD[31m\uFFFDx', '    |          ^']);
  });
});

test('a message shows no control character either', () => {
  const place = new Source('t\u001b[2J.yaml', 'a: 1').place({ start: 0, end: 1 });
  const [head, remedy] = shown([{ ...finding('a', 'a'), message: 'No \u001b[31m.', remedy: 'Not \u0007.', place }]);
  expect(head).toBe('t\uFFFD[2J.yaml:1:1  error SD2101  No \uFFFD[31m.');
  expect(remedy).toBe('  Not \uFFFD.');
});

test('colours on a terminal change nothing but colours', () => {
  const findings = [finding(LINES, 'Line9'), finding(LINES, 'Line1', { severity: 'warning' })];
  const coloured = shown(findings, 60, true).join('\n');
  expect(coloured).toContain('\u001b[31merror\u001b[39m');
  expect(coloured).toContain('\u001b[33mwarning\u001b[39m');
  expect(stripVTControlCharacters(coloured)).toBe(shown(findings).join('\n'));
});

test.each([
  [true, {}, true],
  [true, { NO_COLOR: '' }, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, { TERM: 'xterm' }, false],
])('a terminal: %s, %j', (isTerminal, env, expected) => {
  expect(takesColours(isTerminal, env)).toBe(expected);
});

test('findings come in the order of the file', () => {
  const source = new Source('f', 'a\nb\nc\n');
  const findings = new Findings();
  findings.report('SD1106', source.place({ start: 4, end: 5 }));
  findings.report('SD1204', source.place({ start: 0, end: 1 }), { other: 'A', name: 'B' });
  expect(findings.all.map(({ place, message }) => `${place.line} ${message}`)).toEqual([
    '1 A runs before B in CloudFormation, but has not run here.',
    '3 The file has more than one YAML document.',
  ]);
  expect(findings.hasErrors).toBe(true);
});
