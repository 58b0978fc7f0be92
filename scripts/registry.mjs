// Writes the lists of all caller services and of all lint rules, so that adding one touches its own file and nothing else.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const registries = [
  { folder: 'src/callers/services', others: ['service'], type: 'Service', from: './service', list: 'SERVICES' },
  { folder: 'src/lint/rules', others: [], type: 'Rule', from: '../rule', list: 'RULES' },
];

for (const { folder, others, type, from, list } of registries) {
  const root = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
  const names = readdirSync(root)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
    .filter((name) => name !== 'index' && !others.includes(name))
    .sort();
  const text = [
    '// Made by scripts/registry.mjs from the files in this folder; not to be edited.',
    `import type { ${type} } from '${from}';`,
    ...names.map((name) => `import { ${name} } from './${name}';`),
    '',
    `export const ${list}: readonly ${type}[] = [\n${names.map((name) => `  ${name},\n`).join('')}];`,
    '',
  ].join('\n');
  writeWhereChanged(`${root}index.ts`, text);
}

/** A file that stays as it is keeps its time: nothing is built anew for it. */
function writeWhereChanged(file, text) {
  let before = '';
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    // the first time
  }
  if (before !== text) writeFileSync(file, text);
}
