import type { Arguments, Command, Option } from './command';

/** Switches that choose what a command writes. */
const SWITCHES = ['json', 'markdown'];

type Options = Pick<Command, 'options'>;

const formatsOf = ({ options }: Options): string[] => SWITCHES.filter((name) => Object.hasOwn(options, name));

/** `--format json` works for every command that writes JSON, whether its own option is a switch or a format. */
export function optionsOf(command: Options): Readonly<Record<string, Option>> {
  const formats = formatsOf(command);
  if (formats.length === 0 || Object.hasOwn(command.options, 'format')) return command.options;
  const choices = ['text', ...formats];
  const text = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}; default: text.`;
  return { ...command.options, format: { value: 'FORMAT', choices, text } };
}

/** The options as the command declares them: a `--format` that it does not declare becomes its switch. */
export function asDeclared(command: Options, said: Arguments['options']): Arguments['options'] {
  const format = said.get('format')?.at(-1);
  if (format === undefined || Object.hasOwn(command.options, 'format')) return said;
  const declared = new Map([...said].filter(([name]) => name !== 'format'));
  return format === 'text' ? declared : declared.set(format, ['']);
}

/** `--format text --json`: two answers to one question. */
export function contradictions(command: Options, said: Arguments['options']): string[] {
  const format = said.get('format')?.at(-1);
  if (format === undefined) return [];
  return formatsOf(command)
    .filter((name) => said.has(name) && name !== format)
    .map((name) => `--${name} and --format ${format} cannot be combined.`);
}
