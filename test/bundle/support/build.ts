import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node } from './run';

/** A build of its own, so that no test depends on what stands in dist/. */
export class Build {
  readonly folder = mkdtempSync(join(tmpdir(), 'safedeploy-'));
  readonly printed: string;

  constructor() {
    const { status, stdout, stderr } = node(['scripts/build.mjs', this.folder]);
    if (status !== 0) throw new Error(`The build fails: ${stderr}`);
    this.printed = stdout;
  }

  file = (name: string): string => join(this.folder, name);
  read = (name: string): string => readFileSync(this.file(name), 'utf8');
  remove = (): void => rmSync(this.folder, { recursive: true, force: true });
}
