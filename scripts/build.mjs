// Bundles the entry points into dist/ and writes the one-file template.
//   node scripts/build.mjs [FOLDER]
import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from '@swc/core';
import { build } from 'esbuild';
import { asData, schemaAsData } from './bundle/asData.mjs';
import { buildPackages, lazily } from './bundle/lazily.mjs';
import { BUDGET, oneFile } from './bundle/oneFile.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = resolve(root, process.argv[2] ?? 'dist');
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const common = { absWorkingDir: root, outdir: out, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning' };

const { metafile } = await build({
  ...common,
  entryPoints: { 'macro/index': 'functions/macro/index.ts' },
  legalComments: 'none',
  minify: true,
  metafile: true,
  plugins: [asData],
});
// what the macro is made of, for the tests and for whoever wonders where the bytes are
writeFileSync(`${out}/macro/meta.json`, JSON.stringify(metafile));

// swc makes it 4 % smaller than esbuild does, and smaller still after esbuild
const whole = { compress: { toplevel: true, passes: 3 }, mangle: { toplevel: true }, module: false, ecma: 2023 };
const { code: bundle } = await minify(readFileSync(`${out}/macro/index.js`, 'utf8'), whole);
writeFileSync(`${out}/macro/index.js`, bundle);

await build({
  ...common,
  entryPoints: { 'cli/safedeploy': 'src/cli/main.ts' },
  plugins: [schemaAsData, lazily],
  banner: { js: '#!/usr/bin/env node' },
});
// for npm run licences: what is bundled is shipped
writeFileSync(`${out}/cli/packages.json`, JSON.stringify(await buildPackages(common), null, 2));

const template = oneFile(readFileSync(`${root}install/safedeploy.yaml`, 'utf8'), bundle, version);
writeFileSync(`${out}/safedeploy.yaml`, template);

const count = (number) => number.toLocaleString('en');
const size = Buffer.byteLength(template);
const left = size <= BUDGET ? `${count(BUDGET - size)} left` : `${count(size - BUDGET)} too many`;
console.log(`${relative(root, out)}/safedeploy.yaml: ${count(size)} of ${count(BUDGET)} bytes, ${left}`);
