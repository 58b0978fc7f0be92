// Writes src/callers/registry.ts: the list of all services, so that adding one touches its own file and nothing else.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../src/callers/', import.meta.url));
const names = readdirSync(`${root}services`)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
  .sort();
const text = [
  '// Made by scripts/registry.mjs from the files in services/; not to be edited.',
  "import type { Service } from './service';",
  ...names.map((name) => `import { ${name} } from './services/${name}';`),
  '',
  `export const SERVICES: readonly Service[] = [\n${names.map((name) => `  ${name},\n`).join('')}];`,
  '',
].join('\n');
const file = `${root}registry.ts`;
let before = '';
try {
  before = readFileSync(file, 'utf8');
} catch {
  // the first time
}
if (before !== text) writeFileSync(file, text);
