import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRIES } from '../../src/cli/lint/entries';
import { wordsOf } from '../../src/cli/lint/explanation';
import { WITHOUT_EXAMPLE } from '../../src/cli/lint/withoutExample';
import { said } from './said';

export const PAGES = join('docs', 'diagnostics');
const EXAMPLES = join('src', 'diagnostics', 'examples');

interface Example {
  readonly bad: string;
  readonly good: string;
  /** What SafeDeploy says of the bad one. */
  readonly says: string;
}

async function exampleOf(code: string): Promise<Example | undefined> {
  const folder = join(EXAMPLES, code);
  if (!existsSync(folder)) return undefined;
  const template = join(folder, 'bad.yaml');
  const [finding] = await said(code, template);
  if (!finding) throw new Error(`${template} has nothing wrong`);
  const { place, message, remedy } = finding;
  const says = `bad.yaml:${place.line}:${place.column}  ${message} ${remedy}`;
  return { bad: readFileSync(template, 'utf8'), good: readFileSync(join(folder, 'good.yaml'), 'utf8'), says };
}

/** For the bundle of the command line, which has no files beside it. */
export async function examplesFile(): Promise<[path: string, text: string]> {
  const entries: string[] = [];
  for (const code of ENTRIES.keys()) {
    const example = await exampleOf(code);
    if (example) entries.push(`  ${code}: ${JSON.stringify(example)},\n`);
  }
  const text = [
    '// Made by scripts/diagnostics.ts from src/diagnostics/examples; not to be edited.',
    '// biome-ignore-all format: generated',
    '',
    'export const EXAMPLES: Readonly<Record<string, { readonly bad: string; readonly good: string; readonly says: string }>> = {',
    `${entries.join('')}};`,
    '',
  ].join('\n');
  return [join('src', 'cli', 'lint', 'examples.ts'), text];
}

/** One page for each code, and an index. */
export async function pages(): Promise<Map<string, string>> {
  const files = new Map([[join(PAGES, 'README.md'), index()]]);
  for (const code of ENTRIES.keys()) files.set(join(PAGES, `${code}.md`), page(code, await exampleOf(code)));
  return files;
}

/** Braces and brackets would be read as tags of HTML. */
const escaped = (text: string): string => text.replace(/[<>*_]/g, (char) => `\\${char}`);
// `yml`, so that the tests of the docs do not take what is wrong on purpose for an example to follow
const block = (text: string): string[] => ['```yml', text.trimEnd(), '```', ''];
const MADE = '<!-- Made by npm run diagnostics; not to be edited. -->';

function page(code: string, example: Example | undefined): string {
  const { title, severity, text, remedy } = wordsOf(code);
  const level = code.startsWith('SD14') ? migrates(severity) : (LEVELS[severity] ?? levelOf(code));
  const shown = example
    ? ['## Bad', '', ...block(example.bad), '```text', example.says, '```', '', '## Good', '', ...block(example.good)]
    : ['## Example', '', `No template alone shows it. ${WITHOUT_EXAMPLE[code]}`, ''];
  return [
    MADE,
    '',
    `# ${code}: ${title}`,
    '',
    level,
    '',
    escaped(text),
    '',
    `**What to do:** ${escaped(remedy)}`,
    '',
    ...shown,
    '[All codes](README.md)',
    '',
  ].join('\n');
}

const LEVELS: Readonly<Record<string, string>> = {
  warning: 'A warning of `safedeploy lint`.',
  note: 'A note, which `safedeploy lint --notes` shows: all is as it should be, and it may surprise.',
};
const migrates = (severity: string): string =>
  `${severity === 'error' ? 'An error' : `A ${severity}`} of [\`safedeploy migrate\` and \`safedeploy mark\`](../migrating.md).`;
const levelOf = (code: string): string =>
  code.startsWith('SD13') ? 'An error of a [command that asks AWS](../operations.md).' : 'An error: the template is not deployed.';

const AREAS: readonly (readonly [prefix: string, name: string])[] = [
  ['SD10', 'The request and the template'],
  ['SD11', 'Reading files (command line)'],
  ['SD12', 'Transforms and parameters (command line)'],
  ['SD13', 'Asking AWS about a stack (command line)'],
  ['SD14', 'Migrating and marking (command line)'],
  ['SD2', 'Marks and settings'],
  ['SD3', 'Warnings of safedeploy lint'],
  ['SD4', 'The output'],
  ['SD5', 'Callers'],
  ['SD9', 'SafeDeploy itself'],
];

/** No template shows these beforehand. */
const FROM_AWS = [
  '## What only AWS says',
  '',
  '| message | what to do |',
  '|---|---|',
  '| A version for this Lambda function exists; Version already exists | The function was marked before with the same code: set [`Revision`](../settings.md#revision), see [marking again](../unmarking.md#marking-again) |',
  '| Specified versions must be associated with the same execution role | Set `Type: None` for this update, see [pausing](../unmarking.md#pausing) |',
  '',
];

function index(): string {
  const area = ([prefix, name]: readonly [string, string]) => [
    `## ${name}`,
    '',
    '| code | | |',
    '|---|---|---|',
    ...[...ENTRIES]
      .filter(([code]) => code.startsWith(prefix))
      .map(([code, { title, severity }]) => `| [${code}](${code}.md) | ${severity} | ${title} |`),
    '',
  ];
  const intro =
    'Every code that SafeDeploy can say. `safedeploy explain CODE` shows the same on a terminal, and [`safedeploy lint`](../lint.md) says which of them a template has.';
  return [MADE, '', '# Diagnostics', '', intro, '', ...AREAS.flatMap(area), ...FROM_AWS].join('\n');
}
