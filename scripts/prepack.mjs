// npm pack builds what it packs, in a clone that has installed nothing yet as well.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const npm = (...args) => {
  const { status } = spawnSync('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }); // npm pack --json has the standard output
  if (status !== 0) process.exit(status ?? 1);
};

// flags of npm pack are those of every npm below it
if (!existsSync('node_modules')) npm('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-dry-run');
npm('run', '--silent', 'build');
