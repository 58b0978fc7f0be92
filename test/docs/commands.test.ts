import type { Listed } from '../../src/cli/command';
import { loadAll } from '../../src/cli/commands';
import { blocksOf, pages, textOf } from './pages';

/** Every command line of the pages, in blocks and in the text, names a command and options that exist. */
const COMMAND = /\bsafedeploy ([a-z]+)([^\n`|;&<>]*)/g;

/** Blocks of commands with their continued lines joined, and what stands between backticks. */
function codeOf(page: string): string[] {
  const blocks = ['sh', 'yml'].flatMap((language) => blocksOf(page, language)).map(({ text }) => text.replaceAll(/\\\n\s*/g, ' '));
  const prose = textOf(page).replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
  const inline = [...prose.matchAll(/`(safedeploy [^`]+)`/g)].map((match) => match[1] ?? '');
  return [...blocks.map((text) => text.replaceAll(/(^|\s)#.*$/gm, '')), ...inline];
}

const lines = pages.flatMap((page) =>
  codeOf(page).flatMap((code) =>
    [...code.matchAll(COMMAND)].map(([line, name = '', rest = '']) => ({ page, line: line.trim(), name, rest })),
  ),
);

test('there are many', () => {
  expect(lines.length).toBeGreaterThan(100);
});

test('each is a command with its options', async () => {
  const commands = new Map<string, Listed>((await loadAll()).map((command) => [command.name, command]));
  const known = ({ options }: Listed, option: string): boolean =>
    Object.hasOwn(options, option) || option === 'help' || (option === 'format' && 'json' in options);
  const wrong = lines.filter(({ name, rest }) => {
    if (name === 'help') return false;
    const command = commands.get(name);
    return !command || [...rest.matchAll(/(?<= )--([a-z][a-z0-9-]*)/g)].some(([, option = '']) => !known(command, option));
  });
  expect(wrong.map(({ page, line }) => `${page}: ${line}`)).toEqual([]);
});
