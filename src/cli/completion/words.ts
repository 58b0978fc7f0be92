import type { Command, Listed } from '../command';
import { optionsOf as declared } from '../options';

export const optionsOf = (command: Command): string[] => [...Object.keys(declared(command)), 'help'].map((name) => `--${name}`);

/** Options whose values are a short list. */
export const choicesOf = (command: Command): [option: string, choices: readonly string[]][] =>
  Object.entries(declared(command)).flatMap(([name, { choices }]) =>
    choices ? [[`--${name}`, choices] as [string, readonly string[]]] : [],
  );

/** What may stand in place of a file: undefined where it is files. */
export const argumentsOf = ({ positionals }: Command): readonly string[] | undefined => positionals[0]?.choices;

/** `help` is no command of the list: it takes one. */
export const helpOn = (commands: readonly Listed[]): Listed => ({
  name: 'help',
  summary: 'Shows help for a command.',
  positionals: [{ name: 'COMMAND', text: '', choices: commands.map(({ name }) => name) }],
  options: {},
  examples: [],
  run: async () => 0,
});

/** In single quotes, for every shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
