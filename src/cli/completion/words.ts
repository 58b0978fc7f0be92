import type { Command } from '../command';

export const optionsOf = ({ options }: Command): string[] => [...Object.keys(options), 'help'].map((name) => `--${name}`);

/** Options whose values are a short list. */
export const choicesOf = ({ options }: Command): [option: string, choices: readonly string[]][] =>
  Object.entries(options).flatMap(([name, { choices }]) => (choices ? [[`--${name}`, choices] as [string, readonly string[]]] : []));

/** In single quotes, for every shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
