import { parse } from '../../src/cli/arguments';
import { COMMANDS } from '../../src/cli/commands';
import { optionsOf } from '../../src/cli/options';
import { UsageError } from '../../src/cli/usage';
import { blocksOf, pages, textOf } from './pages';

/** Words of a command line as a shell splits them, up to a comment, a pipe, a redirection or the next command. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [token, single, double, bare] of line.matchAll(/'([^']*)'|"([^"]*)"|([^\s'"]+)/g)) {
    if (/^(#|\||>|2>|&&|;|<$)/.test(token)) break;
    if (token === '[options]') continue; // as in the help
    words.push(single ?? double ?? bare ?? '');
  }
  return words;
}

const COMMAND = /(?:^|&& |\| |\$ |\$\()(?:npx )?safedeploy (?=[a-z])/;
const commandsOf = (text: string): string[] =>
  text
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => COMMAND.test(line.trim()))
    .map((line) => line.trim().split(COMMAND).slice(1).join(' '));

const inBlocks = pages.flatMap((page) =>
  blocksOf(page, 'sh').flatMap(({ line, text }) => commandsOf(text).map((command) => [`${page}:${line}`, command] as const)),
);
const inText = pages.flatMap((page) =>
  [
    ...textOf(page)
      .replace(/```[\s\S]*?```/g, '')
      .matchAll(/`(?:npx )?safedeploy ([a-z][^`]*)`/g),
  ].map(([, command = '']) => [page, command] as const),
);

const command = async (name: string | undefined) => {
  const entry = COMMANDS.find((known) => known.name === name);
  return entry?.load();
};

test('there are some of both', () => {
  expect(inBlocks.length).toBeGreaterThan(20);
  expect(inText.length).toBeGreaterThan(50);
});

test.each(inBlocks)('%s: safedeploy %s', async (_, line) => {
  const [name, ...args] = wordsOf(line);
  const known = await command(name);
  expect([name, known !== undefined]).toEqual([name, true]);
  if (!known || args.includes('--help')) return;
  try {
    parse(known, args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.mistakes).toEqual([]);
  }
});

test('commands that a sentence names exist, with their options', async () => {
  const wrong: string[] = [];
  for (const [page, line] of inText.filter(([, line]) => !/^help\b/.test(line))) {
    const [name, ...args] = wordsOf(line);
    const known = await command(name);
    const options = args.filter((word) => word.startsWith('--')).map((word) => word.slice(2).replace(/=.*$/, ''));
    const unknown = known ? options.filter((option) => option !== 'help' && !Object.hasOwn(optionsOf(known), option)) : [String(name)];
    if (unknown.length > 0) wrong.push(`${page}: safedeploy ${line}`);
  }
  expect(wrong).toEqual([]);
});
