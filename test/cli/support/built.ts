import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** `npm test` builds it. */
export const BUILT = join(process.cwd(), 'dist', 'cli', 'safedeploy.js');

/** The command line as it was built, in a folder of its own. */
export class Built {
  readonly folder = mkdtempSync(join(tmpdir(), 'safedeploy-built-'));

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
  }

  run(...args: string[]): { code: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BUILT, ...args], { encoding: 'utf8', cwd: this.folder, input: '' });
    return { code: status, stdout, stderr };
  }

  remove = () => rmSync(this.folder, { recursive: true, force: true });
}
