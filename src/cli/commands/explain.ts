import { didYouMean } from '../../diagnostics/nearest';
import type { Arguments, Command } from '../command';
import type { Io } from '../io';
import { ENTRIES, entryOf } from '../lint/entries';
import { explanation } from '../lint/explanation';
import { UsageError } from '../usage';

export const explain: Command = {
  name: 'explain',
  summary: 'Says more about a code: what is wrong, what to do, a bad example and a good one.',
  positionals: [{ name: 'CODE', text: 'A code, such as SD2101.' }],
  options: {},
  examples: [
    { text: 'What does this error mean?', line: 'safedeploy explain SD2101' },
    { text: 'And this warning of lint?', line: 'safedeploy explain SD3201' },
  ],
  run,
};

async function run({ positionals }: Arguments, io: Io): Promise<0> {
  const said = positionals[0] ?? '';
  const code = said.toUpperCase();
  if (!entryOf(code)) throw new UsageError(`There is no code ${said}.${didYouMean(code, [...ENTRIES.keys()])}`);
  io.stdout(explanation(code));
  return 0;
}
