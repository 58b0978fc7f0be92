import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const LISTS = resolve('test/peers');
const CACHE = resolve('.cache/peers');
const MINUTES = 5;

/** What is fetched at one time, into a folder for each version of its lists. */
interface Packages {
  readonly folder: string;
  readonly fetch: readonly (readonly [string, ...string[]])[];
}

/** Where neither jest nor git looks: a quarter of a gigabyte. */
const folderOf = (name: string, ...lists: string[]): string => {
  const hash = createHash('sha256');
  for (const list of lists) hash.update(readFileSync(join(LISTS, list)));
  return join(CACHE, `${name}-${hash.digest('hex').slice(0, 12)}`);
};
const npm = folderOf('npm', 'package.json', 'package-lock.json');
const python = folderOf('python', 'requirements.txt');

const PACKAGES: Readonly<Record<'npm' | 'python', Packages>> = {
  npm: { folder: npm, fetch: [['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', npm]] },
  python: {
    folder: python,
    fetch: [
      ['python3', '-m', 'venv', python],
      [join(python, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', '-r', join(LISTS, 'requirements.txt')],
    ],
  },
};

export const MODULES = join(npm, 'node_modules');
export const PYTHON = join(python, 'bin/python');

/** Why the packages cannot be used; nothing where they can. */
export function missing(name: keyof typeof PACKAGES): string | undefined {
  const { folder } = PACKAGES[name];
  if (existsSync(join(folder, 'made'))) return undefined;
  const reason = join(folder, 'reason');
  return existsSync(reason) ? readFileSync(reason, 'utf8') : 'npm run peers has not fetched the peers';
}

/** Fetches what is not there yet. Gives the reason where that is impossible. */
export function fetchPackages(name: keyof typeof PACKAGES): string | undefined {
  const { folder, fetch } = PACKAGES[name];
  if (missing(name) === undefined) return undefined;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const list of ['package.json', 'package-lock.json']) if (name === 'npm') copyFileSync(join(LISTS, list), join(folder, list));
  for (const [program, ...args] of fetch) {
    const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: MINUTES * 60_000 });
    if (status === 0) continue;
    const said = error?.message ?? stderr.trim().split('\n').slice(-3).join(' ');
    writeFileSync(join(folder, 'reason'), `the packages cannot be had: ${said}`);
    return missing(name);
  }
  writeFileSync(join(folder, 'made'), '');
  return undefined;
}
