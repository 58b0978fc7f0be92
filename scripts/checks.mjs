// Writes src/generate/checks/code.ts: the bundle of functions/checks as a string, for the templates that the macro writes.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { outputFiles } = await build({
  absWorkingDir: root,
  // one assignment in place of esbuild's code for any export: a tenth of the bundle
  stdin: { contents: "import { handler } from './functions/checks'; exports.handler = handler;", resolveDir: root, loader: 'ts' },
  logOverride: { 'commonjs-variable-in-esm': 'silent' },
  bundle: true,
  minify: true,
  write: false,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  external: ['@aws-sdk/*'], // the runtime brings them along
  legalComments: 'none',
  logLevel: 'warning',
});
const code = `// Made by SafeDeploy: runs the checks of a deployment. Its source is functions/checks.\n${outputFiles[0].text.trimEnd()}`;
const quoted = JSON.stringify(code).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
const text = `// Made by scripts/checks.mjs from functions/checks; not to be edited.\nexport const CHECKS_CODE =\n  '${quoted}';\n`;
const file = `${root}src/generate/checks/code.ts`;
let before = '';
try {
  before = readFileSync(file, 'utf8');
} catch {
  // the first time
}
if (before !== text) writeFileSync(file, text);
