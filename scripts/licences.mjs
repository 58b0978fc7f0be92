// Which licences the packages in the bundles and the production dependencies have, and whether any of them is none that we take,
// or installs by a script.
//   npm run build && npm run licences
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Permissive ones: they ask for a notice and nothing else. */
const TAKEN = ['Apache-2.0', 'MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause'];
const SCRIPTS = ['preinstall', 'install', 'postinstall'];

const query = ':root > .prod, :root > .prod *'; // none, so that npm has nothing to install beside the package
const packages = JSON.parse(execFileSync('npm', ['query', query], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
for (const folder of JSON.parse(readFileSync('dist/packages.json', 'utf8'))) {
  const bundled = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  if (!packages.some(({ name, version }) => name === bundled.name && version === bundled.version)) packages.push(bundled);
}

if (packages.length === 0) throw new Error('dist/packages.json names no package: run npm run build first');

const wrong = [];
for (const { name, version, license, scripts = {} } of packages.sort((a, b) => (a.name < b.name ? -1 : 1))) {
  console.log(`${String(license).padEnd(14)}${name} ${version}`);
  if (!TAKEN.includes(license)) wrong.push(`${name} ${version}: the licence ${license} is none of ${TAKEN.join(', ')}`);
  const script = SCRIPTS.find((step) => step in scripts);
  if (script) wrong.push(`${name} ${version} has a script at ${script}`);
}
console.log(`${packages.length} packages, ${wrong.length} to look at`);
for (const line of wrong) console.error(line);
process.exitCode = wrong.length > 0 ? 1 : 0;
