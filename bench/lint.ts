import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { forMacro } from './templates';

const FILES = 1_000;
const FOLDER = 'dist/bench/lint';
/** Functions with what calls them: 21 resources, about as many as templates have that people write. */
const FUNCTIONS = 2;

/** `safedeploy lint` over a thousand templates of one format: how long it takes, and what it takes of all processors together. */
export function lintThousand(format: 'json' | 'yaml'): { seconds: number; cpu: number } {
  const template = { Transform: 'SafeDeploy', ...forMacro(FUNCTIONS) };
  const text = format === 'json' ? JSON.stringify(template, null, 2) : stringify(template);
  mkdirSync(`${FOLDER}/${format}`, { recursive: true });
  for (let index = 0; index < FILES; index++) writeFileSync(`${FOLDER}/${format}/${index}.${format}`, text);
  const start = performance.now();
  const args = [process.execPath, 'dist/cli/safedeploy.js', 'lint', `${FOLDER}/${format}`, '--json'];
  const { stderr } = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@" > /dev/null', '-', ...args], { encoding: 'utf8' });
  const [user = Number.NaN, system = Number.NaN] = stderr.trim().split(' ').map(Number);
  return { seconds: (performance.now() - start) / 1_000, cpu: user + system };
}

/** cfn-lint over the first of the same files: it looks at something else, and many run both. */
export function cfnLint(command: string, format: 'json' | 'yaml', files: number): { version: string; seconds: number } {
  const paths = Array.from({ length: files }, (_, index) => `${FOLDER}/${format}/${index}.${format}`);
  const start = performance.now();
  const { error } = spawnSync(command, ['--format', 'quiet', ...paths]);
  if (error) throw error;
  const seconds = (performance.now() - start) / 1_000;
  return { version: spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout.trim(), seconds };
}
