import { didYouMean } from '../../diagnostics/nearest';
import type { Arguments, Command } from '../command';
import type { Io } from '../io';
import { ENTRIES, entryOf } from '../lint/entries';
import { explained, explanation } from '../lint/explanation';
import { InputError } from '../usage';

export const explain: Command = {
  name: 'explain',
  positionals: [{ name: 'CODE', text: 'A code, such as SD2101.', choices: [...ENTRIES.keys()] }],
  options: { json: { text: 'Write JSON, as described in docs/cli.md.' } },
  examples: [
    { text: 'What does this error mean?', line: 'safedeploy explain SD2101' },
    { text: 'And this warning from lint?', line: 'safedeploy explain SD3201' },
  ],
  run,
};

async function run({ positionals, options }: Arguments, io: Io): Promise<0> {
  const said = positionals[0] ?? '';
  const code = said.toUpperCase();
  if (!entryOf(code)) throw new InputError(`Unknown code ${said}.${didYouMean(code, [...ENTRIES.keys()])}`);
  io.stdout(options.has('json') ? `${JSON.stringify(explained(code), null, 2)}\n` : explanation(code, io.columns));
  return 0;
}
