import type { Entry, Listed } from './command';
import { optionsOf } from './options';
import { wrapped } from './report/wrap';

type Row = readonly [left: string, right: string];

const COMMON: readonly Row[] = [['-h, --help', 'Show this help.']];

/** The left side stays readable on a narrow terminal, and texts are not longer than eyes follow. */
const NARROWEST = 30;
const WIDEST = 120;

/** `  left   right`, the right side aligned and broken between words. */
function table(rows: readonly Row[], columns: number): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  const room = Math.max(NARROWEST, Math.min(columns, WIDEST) - width - 5);
  return rows.flatMap(([left, right]) => wrapped(right, room).map((line, index) => `  ${(index > 0 ? '' : left).padEnd(width)}  ${line}`));
}

const EXITS = '0 done, 1 the template has errors, 2 usage error.';

export function commandHelp(command: Listed, columns: number): string {
  const { name, summary, positionals, examples, exits = EXITS, policy } = command;
  const flags = Object.entries(optionsOf(command)).map(
    ([option, { value, text }]): Row => [`--${option}${value ? ` ${value}` : ''}`, text],
  );
  const paragraph = (text: string) => wrapped(text, Math.min(columns, WIDEST) - 1);
  return [
    ['Usage: safedeploy', name, ...positionals.map((one) => (one.optional ? `[${one.name}]` : one.name)), '[options]'].join(' '),
    '',
    ...paragraph(summary),
    '',
    ...table(
      positionals.map((positional): Row => [positional.name, positional.text]),
      columns,
    ),
    ...(positionals.length > 0 ? [''] : []),
    'Options:',
    ...table([...flags, ...COMMON], columns),
    '',
    'Examples:',
    ...examples.flatMap(({ text, line }) => [`  ${text}`, `    ${line}`]), // whole, to be copied
    '',
    ...paragraph(`Exit codes: ${exits}`),
    '',
    ...(policy === undefined ? [] : ['Minimum IAM policy:', ...policy.split('\n').map((line) => `  ${line}`), '']),
  ].join('\n');
}

export const generalHelp = (commands: readonly Entry[], columns: number): string =>
  [
    'Usage: safedeploy COMMAND [options]',
    '',
    'Safe deployments for Lambda functions in CloudFormation templates.',
    '',
    'Commands:',
    ...table(
      commands.map(({ name, summary }): Row => [name, summary]),
      columns,
    ),
    '',
    'Options:',
    ...table([...COMMON, ['-v, --version', 'Show the version.']], columns),
    '',
    'Run safedeploy help COMMAND for details of a command.',
    '',
  ].join('\n');
