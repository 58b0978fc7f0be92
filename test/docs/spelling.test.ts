import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents } from './pages';

/** cspell.json says what is read and how; docs/words.txt has the words that no dictionary knows. */
const CSPELL = join('node_modules', 'cspell', 'bin.mjs');
const hasCspell = existsSync(CSPELL);
if (!hasCspell) console.warn('Nobody looks at the spelling of the pages: there is no cspell. Run npm ci.');

const check = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CSPELL, 'lint', '--no-progress', '--no-color', ...args], {
    encoding: 'utf8',
    timeout: 25_000,
  });
  return { status, stdout, stderr };
};

(hasCspell ? describe : describe.skip)('spelling', () => {
  test('of every page is right', () => {
    const { status, stdout, stderr } = check('--no-must-find-files');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const [, files] = /Files checked: (\d+)/.exec(stderr) ?? [];
    expect(Number(files)).toBeGreaterThanOrEqual(documents.length);
  });

  test('would be found wrong', () => {
    const { status, stdout } = spawnSync(process.execPath, [CSPELL, 'lint', '--no-progress', '--no-color', 'stdin://docs/page.md'], {
      encoding: 'utf8',
      input: 'The `Chekcout` is a name, and the alais and the behaviour are not.\n\n```sh\nteh code\n```\n',
      timeout: 25_000,
    });
    expect(status).toBe(1);
    expect([...stdout.matchAll(/Unknown word \((\w+)\)/g)].map(([, word]) => word)).toEqual(['alais', 'behaviour']);
  });

  test('words of our own are sorted, and each is used', () => {
    const words = readFileSync('docs/words.txt', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(words).toEqual([...new Set(words)].sort());
    const text = documents.map((page) => readFileSync(page, 'utf8').toLowerCase()).join('\n');
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });
});
