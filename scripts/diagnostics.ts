// Writes docs/diagnostics and the examples that `safedeploy explain` shows, from the tables and src/diagnostics/examples.
//   npm run diagnostics
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { examplesFile, PAGES, pages } from './diagnostics/files';

async function run() {
  const [path, text] = await examplesFile();
  const files = new Map([[path, text], ...(await pages())]);
  mkdirSync(PAGES, { recursive: true });
  for (const name of readdirSync(PAGES)) if (!files.has(join(PAGES, name))) rmSync(join(PAGES, name));
  for (const [file, content] of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

void run();
