// Runs the runners that are kept beside the repository. Fails on whatever fails there and is not in disagreements.json, and on a
// disagreement that has gone.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const known = JSON.parse(readFileSync(new URL('./disagreements.json', import.meta.url), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'runners-'));

const failed = {
  parity: (report) => report.results.filter(({ pass }) => !pass).map(({ tier, name }) => `${tier}/${name}`),
  corpus: (report) => report.results.filter(({ violations }) => violations.length > 0).map(({ name }) => name),
};

let unexpected = 0;
for (const [name, script] of [['parity', 'run.mjs'], ['corpus', 'check.mjs']]) {
  const json = join(folder, `${name}.json`);
  const ran = spawnSync(process.execPath, [`../shared/${name}/${script}`, 'dist/macro/index.js', '--json', json], { stdio: 'inherit' });
  if (ran.error || ran.signal || ran.status > 1) throw new Error(`the ${name} runner did not end well: ${ran.error ?? ran.signal ?? ran.status}`);
  const now = failed[name](JSON.parse(readFileSync(json, 'utf8')));
  for (const one of now) {
    const reason = known[name][one];
    console.log(`${reason ? 'known' : 'UNEXPECTED'}: ${name} ${one}${reason ? `: ${reason}` : ''}`);
    if (!reason) unexpected++;
  }
  for (const one of Object.keys(known[name])) {
    if (now.includes(one)) continue;
    console.log(`UNEXPECTED: ${name} ${one} passes now: take it out of disagreements.json`);
    unexpected++;
  }
}
rmSync(folder, { recursive: true });

// Faults that templates from outside showed: all of them hold.
const faults = spawnSync(process.execPath, ['../shared/faults/run.mjs', 'dist/macro/index.js'], { stdio: 'inherit' });
if (faults.status !== 0) unexpected++;
process.exitCode = unexpected > 0 ? 1 : 0;
