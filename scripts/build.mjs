// Bundles the entry points into dist/ and writes the one-file template.
//   node scripts/build.mjs [FOLDER]
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { asData, exportsOf } from './bundle/asData.mjs';
import { declarations } from './bundle/declarations.mjs';
import { buildPackages, lazily } from './bundle/lazily.mjs';
import { licences, packagesIn } from './bundle/shipped.mjs';

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

const forNode = { ...common, mainFields: ['module', 'main'], metafile: true }; // a UMD module asks for its parts in a way that no bundler follows
// A file for each command and for what several of them share: only what runs is read and compiled, which is most of the time that a
// short command takes. Only ES modules can be split.
rmSync(`${out}/cli`, { recursive: true, force: true }); // names hold a digest, and would pile up
const cli = await build({
  ...forNode,
  entryPoints: { 'cli/safedeploy': 'src/cli/main.ts', 'cli/lintWorker': 'src/cli/lint/worker.ts' },
  plugins: [lazily],
  chunkNames: 'cli/parts/[name]-[hash]',
  format: 'esm',
  splitting: true,
  banner: { js: "#!/usr/bin/env node\nimport { createRequire as __from } from 'node:module'; const require = __from(import.meta.url);" },
});
writeFileSync(`${out}/cli/package.json`, '{ "type": "module" }\n');
const packages = await buildPackages(common);

const library = await build({ ...forNode, entryPoints: { 'library/index': 'src/library/index.ts' } });
// Node.js finds the names that the other file exports; a second copy of the code would have a UsageError of its own
writeFileSync(`${out}/library/index.mjs`, "export { lint, plan, transform, UsageError, version } from './index.js';\n");
for (const name of ['index.d.ts', 'index.d.mts']) writeFileSync(`${out}/library/${name}`, await declarations(root));

// what is bundled is shipped
const shipped = packagesIn(cli.metafile, packages, library.metafile);
writeFileSync(`${out}/packages.json`, JSON.stringify(shipped, null, 2));
writeFileSync(`${out}/LICENSES.txt`, licences(shipped));

// the same code for JavaScript; linters of templates take `${AWS::Region}` in it for a Fn::Sub that somebody forgot
const bundle = readFileSync(`${out}/macro/index.js`, 'utf8').replaceAll('${AWS::', '$\\{AWS::');
writeFileSync(`${out}/macro/index.js`, bundle);
const sha256 = createHash('sha256').update(bundle).digest('hex');
const { DIGEST_FORMAT } = await exportsOf(`${root}src/version/digest.ts`);
const template = oneFile(readFileSync(`${root}install/safedeploy.yaml`, 'utf8'));
writeFileSync(`${out}/safedeploy.yaml`, template);

mkdirSync(`${out}/sam/function`, { recursive: true });
writeFileSync(`${out}/sam/function/index.js`, bundle);
writeFileSync(`${out}/sam/template.yaml`, forSam(readFileSync(`${root}template.yaml`, 'utf8')));

const count = (number) => number.toLocaleString('en');
console.log(`${relative(root, out)}/safedeploy.yaml: ${count(Buffer.byteLength(template))} bytes`);
console.log(`${relative(root, out)}/macro/index.js: ${count(bundle.length)} bytes: ${sharesOf(metafile)}`);

/** install/safedeploy.yaml with the bundle in it, as it is: whoever installs the macro can read what runs. */
function oneFile(text) {
  const blanks = { VERSION: version, SHA256: sha256, DIGEST: DIGEST_FORMAT };
  const filled = text.replaceAll(/@(VERSION|SHA256|DIGEST)@/g, (_, name) => blanks[name]);
  return filled.replace(/^( *)@BUNDLE@$/m, (_, indent) => bundle.trimEnd().replace(/^/gm, indent));
}

/** template.yaml for sam package and sam publish: the bundle is beside it, so that nothing is built on the way, and it states its SHA-256. */
function forSam(text) {
  const output = `  CodeSha256:\n    Description: SHA-256 of function/index.js, the code of the macro\n    Value: ${sha256}\n`;
  const built = text
    .replace(/^ {4}Metadata:\n {6}BuildMethod: makefile\n/m, '')
    .replace(/^( +CodeUri:) \.$/m, '$1 function')
    .replace(/^( +LicenseUrl:) /m, '$1 ../../')
    .replace(/^( +ReadmeUrl:) /m, '$1 ../../');
  return `${built.trimEnd()}\n${output}`;
}

/** How many bytes each room of src/ has in the bundle. */
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
