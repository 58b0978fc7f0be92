import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = process.cwd();

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `npm pack` makes of a fresh clone, and an empty folder that installs it. */
export class Packed {
  readonly folder = mkdtempSync(join(tmpdir(), 'safedeploy-pack-'));
  readonly tarball: string;
  /** The paths in the package. */
  readonly files: readonly string[];
  /** In bytes. */
  readonly size: number;

  constructor() {
    const clone = this.path('clone');
    const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).split('\0');
    for (const file of tracked.filter((one) => one !== '' && !one.startsWith('test/'))) {
      mkdirSync(dirname(join(clone, file)), { recursive: true });
      cpSync(join(ROOT, file), join(clone, file));
    }
    mkdirSync(join(clone, 'test'));
    writeFileSync(join(clone, 'test', 'some.test.ts'), '// no part of the package');
    symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
    const packed = npm(clone, 'pack', '--json', '--pack-destination', this.folder);
    if (packed.code !== 0) throw new Error(`npm pack fails: ${packed.stderr}`);
    const [{ filename, files, size }] = JSON.parse(packed.stdout);
    this.tarball = this.path(filename);
    this.files = files.map(({ path }: { path: string }) => path);
    this.size = size;
  }

  path = (...names: string[]): string => join(this.folder, ...names);
  remove = (): void => rmSync(this.folder, { recursive: true, force: true });

  /** A folder with these files that has installed the package: nothing is fetched, for there is nothing to fetch. */
  consumer(name: string, files: Readonly<Record<string, string>> = {}): string {
    const folder = this.path(name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{"private": true}');
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    const installed = npm(folder, 'install', '--offline', '--no-audit', '--no-fund', this.tarball);
    if (installed.code !== 0) throw new Error(`npm install fails: ${installed.stderr}`);
    return folder;
  }
}

export const npm = (folder: string, ...args: string[]): Ran => run(folder, 'npm', args);

/** Neither this project's npm settings nor anybody's AWS configuration. */
export function run(folder: string, program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Ran {
  const env = { PATH: process.env.PATH, HOME: folder, npm_config_update_notifier: 'false', ...environment };
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env,
    timeout: 120_000,
    maxBuffer: 2 ** 26,
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

export const manifest = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
