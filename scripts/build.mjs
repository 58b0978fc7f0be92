// Bundles the entry points into dist/ and writes the templates that hold the macro.
//   node scripts/build.mjs [FOLDER]
import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from '@swc/core';
import { build } from 'esbuild';
import { minify as tersely } from 'terser';
import { asData } from './bundle/asData.mjs';
import { inlineOnly, withoutReplaced } from './bundle/inlineOnly.mjs';
import { internalNames } from './bundle/internalNames.mjs';
import { buildPackages, lazily } from './bundle/lazily.mjs';
import { BUDGET, oneFile } from './bundle/oneFile.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = resolve(root, process.argv[2] ?? 'dist');
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const common = { absWorkingDir: root, outdir: out, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning' };

/** swc makes it 4 % smaller than esbuild does, and smaller still after esbuild. */
const WHOLE = { compress: { toplevel: true, passes: 3 }, mangle: { toplevel: true }, module: false, ecma: 2023 };

/** terser finds some more, after swc. Nothing of the macro's own has a getter that does something, or uses what an arrow function lacks. */
const REST = {
  compress: { toplevel: true, ecma: 2020, passes: 3, pure_getters: true, unsafe_arrows: true, unsafe_methods: true },
  mangle: { toplevel: true },
  ecma: 2020,
};

/** One bundle of the macro. Gives its code, and what it is made of. */
async function macro(name, plugins) {
  const options = { ...common, entryPoints: { [name]: 'functions/macro/index.ts' }, legalComments: 'none', metafile: true };
  const { metafile: plain } = await build({ ...options, plugins: plugins(), write: false });
  const files = withoutReplaced(Object.keys(plain.inputs));
  const mangleProps = new RegExp(`^(${internalNames(files).join('|')})$`);
  const { metafile } = await build({ ...options, plugins: plugins(reportedCodes(files)), minify: true, mangleProps });
  const { code: smaller } = await minify(readFileSync(`${out}/${name}.js`, 'utf8'), WHOLE);
  const { code } = await tersely(smaller, REST);
  writeFileSync(`${out}/${name}.js`, code);
  return { code, metafile };
}

const whole = await macro('macro/index', (codes) => [asData({ codes })]);
// what the macro is made of, for the tests and for whoever wonders where the bytes are
writeFileSync(`${out}/macro/meta.json`, JSON.stringify(whole.metafile));
const inline = await macro('macro/inline', (codes) => [inlineOnly, asData({ codes, remedies: false })]);

await build({
  ...common,
  entryPoints: { 'cli/safedeploy': 'src/cli/main.ts' },
  mainFields: ['module', 'main'], // a UMD module asks for its parts in a way that no bundler follows
  plugins: [lazily],
  banner: { js: '#!/usr/bin/env node' },
});
// for npm run licences: what is bundled is shipped
writeFileSync(`${out}/cli/packages.json`, JSON.stringify(await buildPackages(common), null, 2));

/** Writes a template that holds a bundle, and gives its size. */
function template(file, { code }, bucket) {
  const text = oneFile(readFileSync(`${root}install/safedeploy.yaml`, 'utf8'), code, version, { file, bucket });
  writeFileSync(`${out}/${file}`, text);
  return Buffer.byteLength(text);
}

const count = (number) => number.toLocaleString('en');
const size = template('safedeploy.yaml', inline, false);
const left = size <= BUDGET ? `${count(BUDGET - size)} left` : `${count(size - BUDGET)} too many`;
console.log(`${relative(root, out)}/safedeploy.yaml: ${count(size)} of ${count(BUDGET)} bytes, ${left}`);
console.log(`${relative(root, out)}/safedeploy-s3.yaml: ${count(template('safedeploy-s3.yaml', whole, true))} bytes`);
for (const [name, { code, metafile }] of Object.entries({ index: whole, inline })) {
  console.log(`${relative(root, out)}/macro/${name}.js: ${count(code.length)} bytes: ${sharesOf(metafile)}`);
}

/** The codes of the diagnostics that these files report. */
function reportedCodes(files) {
  const texts = files.filter((file) => /^src\/(?!diagnostics\/table)/.test(file)).map((file) => readFileSync(`${root}${file}`, 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/\bSD\d{4}\b/g) ?? []));
}

/** How many bytes each room of src/ has in the bundle, before it is packed. */
function sharesOf({ outputs }) {
  const [{ inputs }] = Object.values(outputs);
  const shares = new Map();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const room = file.includes('checks/code') ? 'code of checks' : file.replace(/^src\//, '').replace(/\/[^/]+$/, '');
    shares.set(room, (shares.get(room) ?? 0) + bytesInOutput);
  }
  const largest = [...shares].sort(([, a], [, b]) => b - a);
  return largest.map(([room, bytes]) => `${room} ${count(bytes)}`).join(', ');
}
