import { Built } from '../cli/support/built';
import { type Block, blocksOf, pages } from './pages';

/**
 * A block after `<!-- prints: safedeploy … -->` is part of what the command prints, 80 columns wide, in a folder with the files of
 * the page: the blocks after `<!-- file: NAME -->`. Commands that ask AWS are tested where their answers are made: test/operations,
 * test/engine.
 */
const PRINTS = /^<!-- prints: safedeploy (.+) -->$/;
const FILE = /^<!-- file: (\S+) -->$/;
const LANGUAGES = ['text', 'json', 'yaml', 'yml', 'sh', 'js'];
const allOf = (page: string): Block[] => LANGUAGES.flatMap((language) => blocksOf(page, language));

const outputs = pages.flatMap((page) =>
  allOf(page).flatMap(({ before, line, text }) => {
    const command = PRINTS.exec(before)?.[1];
    return command ? [[`${page}:${line}`, command, page, text] as const] : [];
  }),
);

const built = new Built();
const columns = process.env.COLUMNS;
beforeAll(() => {
  process.env.COLUMNS = '80';
});
afterAll(() => {
  if (columns === undefined) delete process.env.COLUMNS;
  else process.env.COLUMNS = columns;
  built.remove();
});

test('there are some', () => {
  expect(outputs.length).toBeGreaterThan(3);
});

test.each(outputs)('%s: safedeploy %s prints what the page says', (_, command, page, text) => {
  for (const { before, text: file } of allOf(page)) {
    const name = FILE.exec(before)?.[1];
    if (name) built.write({ [name]: `${file}\n` });
  }
  const { stdout, stderr } = built.run(...command.split(' '));
  expect(stdout + stderr).toContain(text);
});
