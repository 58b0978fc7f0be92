import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '../../../src/cli/arguments';
import type { Command } from '../../../src/cli/command';
import { UsageError } from '../../../src/cli/usage';

/** One command in a folder of its own, with a terminal of 80 columns. */
export class Terminal {
  private readonly folder = mkdtempSync(join(tmpdir(), 'safedeploy-lint-'));

  constructor(private readonly command: Command) {}

  file(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** Several templates are several positionals, whatever the parser of the command line takes. */
  async run(templates: readonly string[], flags: readonly string[] = [], { colours = false, columns = 80 } = {}) {
    const printed = { stdout: '', stderr: '' };
    const io = {
      stdin: (async function* () {})(),
      stdout: (text: string) => {
        printed.stdout += text;
      },
      stderr: (text: string) => {
        printed.stderr += text;
      },
      colours,
      columns,
    };
    const { options } = parse({ ...this.command, positionals: [] }, flags);
    const code = await this.command.run({ positionals: templates, options }, io).catch((fault: unknown) => {
      if (!(fault instanceof UsageError)) throw fault;
      printed.stderr += fault.mistakes.join('\n');
      return 2;
    });
    const local = (text: string) => text.replaceAll(`${this.folder}/`, '');
    return { code, stdout: local(printed.stdout), stderr: local(printed.stderr) };
  }

  remove = () => rmSync(this.folder, { recursive: true, force: true });
}
