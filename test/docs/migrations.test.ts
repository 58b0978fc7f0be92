import { existsSync, readFileSync } from 'node:fs';
import { blocksOf, pages } from './pages';

/**
 * A diff block names two files of examples/ in its first lines. It may leave out what is the same, and comments; what it shows is in
 * the files, and whatever differs between them is shown.
 */
const diffs = pages.flatMap((page) =>
  blocksOf(page, 'diff').map(({ line, text }) => {
    const [before = '', after = '', ...lines] = text.split('\n');
    return [`${page}:${line}`, before.slice(4), after.slice(4), lines] as const;
  }),
);
const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n');
const isTold = (line: string) => line.trim() !== '' && !/^\s*(#|\/\/)/.test(line);
const signed = (lines: readonly string[], ...signs: string[]) =>
  lines.filter(([sign]) => signs.includes(sign ?? '')).map((line) => line.slice(1));

test('there is one for each tool', () => {
  expect(diffs.map(([, , after]) => after).sort()).toEqual([
    'examples/from-cdk/after.ts',
    'examples/from-sam/after.yaml',
    'examples/from-serverless/after.yml',
  ]);
});

describe.each(diffs)('%s', (_, before, after, lines) => {
  test('its files are there', () => {
    expect([before, after].filter((file) => !existsSync(file))).toEqual([]);
  });

  test('shows what is in them', () => {
    expect(signed(lines, '-', ' ').filter((line) => !linesOf(before).includes(line))).toEqual([]);
    expect(signed(lines, '+', ' ').filter((line) => !linesOf(after).includes(line))).toEqual([]);
  });

  test('shows all that differs', () => {
    const [was, is] = [linesOf(before), linesOf(after)];
    expect(is.filter((line) => isTold(line) && !was.includes(line) && !signed(lines, '+').includes(line))).toEqual([]);
    expect(was.filter((line) => isTold(line) && !is.includes(line) && !signed(lines, '-').includes(line))).toEqual([]);
  });
});

test('docs/cdk.md shows the code of examples/cdk', () => {
  const code = ['safeDeploy.ts', 'app.ts'].map((file) => readFileSync(`examples/cdk/${file}`, 'utf8'));
  const blocks = blocksOf('docs/cdk.md', 'ts').map(({ text }) => text);
  expect(blocks.length).toBe(3);
  expect(blocks.filter((block) => !code.some((text) => text.includes(block)))).toEqual([]);
});
