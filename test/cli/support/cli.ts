import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../src/cli/run';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function* chunks(text: string | Uint8Array) {
  yield typeof text === 'string' ? Buffer.from(text) : text;
}

/** A command line in a folder of its own, with a terminal of 80 columns that shows no colours. */
export class Cli {
  private readonly folder = mkdtempSync(join(tmpdir(), 'safedeploy-cli-'));

  /** The path of a file of the folder, written if there is a text for it. */
  file(name: string, text?: string | Uint8Array): string {
    const path = join(this.folder, name);
    if (text !== undefined) writeFileSync(path, text);
    return path;
  }

  async run(args: readonly string[], stdin: string | Uint8Array = '', { colours = false, columns = 80 } = {}): Promise<Ran> {
    const printed = { stdout: [] as string[], stderr: [] as string[] };
    const io = {
      stdin: chunks(stdin),
      stdout: (text: string) => void printed.stdout.push(text),
      stderr: (text: string) => void printed.stderr.push(text),
      colours,
      columns,
    };
    const code = await run(args, io);
    const local = (texts: readonly string[]) => texts.join('').replaceAll(join(this.folder, '/'), '');
    return { code, stdout: local(printed.stdout), stderr: local(printed.stderr) };
  }

  /** `safedeploy transform` of a text that comes through the standard input. */
  transform(template: string, ...args: string[]): Promise<Ran> {
    return this.run(['transform', '-', ...args], template);
  }

  remove = () => rmSync(this.folder, { recursive: true, force: true });
}

/** Codes and places, without the words: the words are in the tables. */
export const placesOf = ({ stdout, stderr }: Ran): string[] =>
  [...(stdout + stderr).matchAll(/^(?:<stdin>|[^\s:]+):(\d+:\d+) {2}(?:error|warning) (SD\d{4}) /gm)].map(
    ([, place, code]) => `${place} ${code}`,
  );
