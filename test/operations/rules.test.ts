import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../../src/operations/why/explanation';
import { RULES } from '../../src/operations/why/rules';

const FOLDER = join('src', 'operations', 'why', 'rules');

test('every rule of a file is in the table', () => {
  const texts = readdirSync(FOLDER)
    .filter((file) => file !== 'index.ts')
    .map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  const names = texts.flatMap((text) => [...text.matchAll(/^ {2}name: '([\w-]+)',$/gm)].map((match) => match[1]));
  expect(RULES.map(({ name }) => name).sort()).toEqual(names.sort());
  expect(new Set(names).size).toBe(names.length);
});

test('the last rule knows something about everything', () => {
  expect(RULES.at(-1)?.name).toBe('unknown');
});

test('commands can be copied into a shell', () => {
  expect(command('aws', 'x', '--name', "it's $HOME", '--filter', '?ERROR ?Error')).toBe(
    `aws x --name 'it'\\''s $HOME' --filter '?ERROR ?Error'`,
  );
  expect(command('aws', 'arn:aws:iam::1:role/a-b_c', 'd-1,e=2')).toBe('aws arn:aws:iam::1:role/a-b_c d-1,e=2');
});

/** What a rule says must be documented where a reader can find it, and commands must exist. */
test('commands of ours are commands that there are', async () => {
  const { COMMANDS } = await import('../../src/cli/commands');
  const texts = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  const said = texts.flatMap((text) => [...text.matchAll(/[`']safedeploy (\w+)/g)].map((match) => match[1]));
  expect(said.length).toBeGreaterThan(2);
  expect(said.filter((name) => !COMMANDS.some((known) => known.name === name))).toEqual([]);
});
