import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** The rooms of src/, from the ground up: a file imports from its own room and from those below it. docs/how-it-works.md draws them. */
const ROOMS = [
  'template',
  'diagnostics',
  'checks',
  'settings',
  'version',
  'generate',
  'callers/services',
  'callers/find',
  'callers/decide',
  'callers/apply',
  'transform',
  'plan',
  'operations',
  'alarms',
  'rehearse',
  'lint',
  'migrate',
  'languageExtensions',
  'macro',
  'cli',
  'library',
];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const roomOf = (file: string): string => ROOMS.find((room) => file.startsWith(`${room}/`)) ?? file;

const imports = files.flatMap((file) =>
  [...readFileSync(join('src', file), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, target = '']) => ({
    file,
    target: normalize(join(dirname(file), target)),
  })),
);

test('every file is in a room', () => {
  expect(imports.length).toBeGreaterThan(500);
  expect(files.filter((file) => !ROOMS.includes(roomOf(file)))).toEqual([]);
});

test('imports lead down', () => {
  const level = (file: string) => ROOMS.indexOf(roomOf(file));
  const inside = imports.filter(({ target }) => !target.startsWith('..')); // package.json is outside
  expect(inside.filter(({ file, target }) => level(`${target}/`) > level(file))).toEqual([]);
});

test('no two files import each other, however far around', () => {
  const resolved = (target: string) => [`${target}.ts`, `${target}/index.ts`].find((file) => files.includes(file));
  const needs = new Map(files.map((file) => [file, new Set<string>()]));
  for (const { file, target } of imports) {
    const found = resolved(target);
    if (found) needs.get(file)?.add(found);
  }
  // whatever imports nothing that is left is no part of a circle
  for (let before = -1; before !== needs.size; ) {
    before = needs.size;
    for (const [file, others] of needs) if (![...others].some((other) => needs.has(other))) needs.delete(file);
  }
  expect([...needs.keys()]).toEqual([]);
});
