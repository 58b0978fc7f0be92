import { parseArgs } from 'node:util';
import { didYouMean } from '../diagnostics/nearest';
import type { Arguments, Command, Positional } from './command';
import { asDeclared, contradictions, optionsOf } from './options';
import { UsageError } from './usage';

/** `Missing argument TEMPLATE: a template in YAML or JSON, or - for standard input.` */
export const missingText = ({ name, text }: Pick<Positional, 'name' | 'text'>): string =>
  `Missing argument ${name}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** Checks a command line against what the command takes. All mistakes are told at once. */
export function parse(command: Command, args: readonly string[]): Arguments {
  const declared = optionsOf(command);
  const names = Object.keys(declared);
  const kinds = Object.entries(declared).map(([name, { value }]) => [name, { type: value ? ('string' as const) : ('boolean' as const) }]);
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(kinds),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals: string[] = [];
  const options = new Map<string, readonly string[]>();
  const mistakes: string[] = [];
  const known = names.map((name) => `--${name}`);
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue, index } = token;
    const option = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (!option) {
      // every letter of -file.yaml is a token, and one mistake
      const word = rawName.startsWith('--') ? rawName : (args[index] ?? rawName);
      const mistake = `Unknown option ${word}.${didYouMean(rawName, known) || fileHint(word)}`;
      if (mistake !== mistakes.at(-1)) mistakes.push(mistake);
      continue;
    }
    // the next option is not a value that was forgotten
    const isMissing = value === undefined || (!inlineValue && value.startsWith('--'));
    if (option.value && isMissing) mistakes.push(`${rawName} requires a value: ${option.value}.`);
    if (!option.value && value !== undefined) mistakes.push(`${rawName} does not take a value.`);
    if (options.has(name) && !option.multiple) mistakes.push(`${rawName} can be given only once.`);
    if (option.choices && !isMissing && !option.choices.includes(value))
      mistakes.push(`${rawName} must be ${option.choices.join(' or ')}.`);
    options.set(name, [...(options.get(name) ?? []), value ?? '']);
  }
  const missing = command.positionals[positionals.length];
  if (missing && !missing.optional) mistakes.push(missingText(missing));
  if (positionals.length > command.positionals.length && !command.positionals.at(-1)?.many)
    mistakes.push(`Unexpected argument: ${positionals.at(-1)}.`);
  mistakes.push(...contradictions(command, options));
  if (mistakes.length > 0) throw new UsageError(...mistakes);
  return { positionals, options: asDeclared(command, options) };
}

/** A file may have such a name. */
const fileHint = (word: string): string => (word.includes('.') ? ` For a file of that name, write ./${word}.` : '');
