import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm test` builds it. */
const BUILT = join(process.cwd(), 'dist', 'cli', 'safedeploy.js');
export const FIXTURES = join('test', 'migrate', 'fixtures');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command in a folder of its own. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'safedeploy-migrate-'));

  run(args: readonly string[], input = ''): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BUILT, ...args], { cwd: this.path, input, encoding: 'utf8' });
    return { code: status, stdout, stderr };
  }

  write = (name: string, text: string): void => writeFileSync(join(this.path, name), text);
  read = (name: string): string => readFileSync(join(this.path, name), 'utf8');
  list = (): string[] => readdirSync(this.path);
  remove = (): void => rmSync(this.path, { recursive: true, force: true });
}

export interface Case {
  readonly name: string;
  /** The file as it is called there. */
  readonly file: string;
  readonly before: string;
  readonly args: readonly string[];
}

const optional = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

export function cases(): Case[] {
  const folders = readdirSync(FIXTURES).flatMap((area) => readdirSync(join(FIXTURES, area)).map((name) => join(area, name)));
  return folders.map((name) => {
    const file = readdirSync(join(FIXTURES, name)).find((one) => /^(before\.|serverless\.)/.test(one) && !one.includes('after'));
    if (file === undefined) throw new Error(`${name} has no file to begin with`);
    const args = (optional(join(FIXTURES, name, 'args.txt')) ?? 'migrate FILE').trim().split(' ');
    return { name, file, before: readFileSync(join(FIXTURES, name, file), 'utf8'), args: args.map((arg) => (arg === 'FILE' ? file : arg)) };
  });
}

/** What the case expects: the file afterwards, undefined where it stays as it is, and what is said. */
export const expected = ({ name, file }: Case) => ({
  after: optional(join(FIXTURES, name, file.replace(/^\w+/, 'after'))),
  says: optional(join(FIXTURES, name, 'says.txt')) ?? '',
});

/** Codes with their places and first sentences, and then what was done. The frames are the report's affair. */
export const saidIn = ({ code, stderr }: Ran): string =>
  [`exit ${code}`, ...[...stderr.matchAll(/^\S+?:(\d+:\d+ {2}\w+ SD\d{4} {2}.*)$/gm)].map(([, line]) => line), ''].join('\n');
