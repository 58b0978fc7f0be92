import { printed } from '../cli/rehearse/support/rehearse';
import { blocksOf, pages, textOf } from './pages';

/** A command line as a shell splits it: nothing here is quoted. */
const words = (line: string): string[] => line.trim().split(/\s+/).slice(2);
const isCommand = (text: string): boolean => /^safedeploy rehearse examples\/\S+ [^\n]+$/.test(text);

/** A block with one `safedeploy rehearse examples/…` is run, and the text block after it is what it prints. */
const commands = pages.flatMap((page) => {
  const texts = blocksOf(page, 'text');
  return blocksOf(page, 'sh')
    .filter(({ text }) => isCommand(text))
    .map(({ line, text }) => [`${page}:${line}`, text, texts.find((block) => block.line > line)?.text] as const);
});

test('there is one', () => {
  expect(commands.length).toBeGreaterThan(0);
});

test.each(commands)('%s prints what the page says', async (_, line, text) => {
  expect((await printed(words(line))).trimEnd()).toBe(text);
});

/** `| <code>--traffic …</code> | 64 % / 0 % | …`, with an alarm in the head of each column but the last. */
const [table = ''] = textOf('docs/alarms.md')
  .split('<!-- rehearsed -->\n')
  .slice(1)
  .map((text) => text.split('\n\n')[0] ?? '');
const [head = [], , ...rows] = table.split('\n').map((line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim()),
);
const code = (cell: string) => cell.replaceAll('`', '');
const cells = rows.flatMap(([options = '', ...figures]) =>
  figures.flatMap((figure, column) => (figure.includes('%') ? [[code(options), code(head[column + 1] ?? ''), figure] as const] : [])),
);

test('the table of alarms is there', () => {
  expect(cells.length).toBeGreaterThanOrEqual(15);
});

test.each(cells)('%s with %s: %s', async (options, alarm, figure) => {
  const template = `Transform: SafeDeploy
Resources:
  F:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: { Type: Canary10Percent5Minutes, Alarms: [${alarm}] } }
    Properties: { Code: { ZipFile: x }, Handler: i.h, Runtime: nodejs24.x, Role: 'arn:aws:iam::123456789012:role/r' }
`;
  const stdout = await printed(['-', '--json', '--fault', '25%', ...options.split(' ')], template);
  const [{ bad, good }] = JSON.parse(stdout).rehearsals;
  expect(`${Math.round(bad[0].stopped * 100)} % / ${Math.round(good.stopped * 100)} %`).toBe(figure);
});
