import type { Command } from './command';

const COMMON: readonly (readonly [left: string, right: string])[] = [['--help', 'Show this.']];

/** `  left   right`, the right side aligned. */
function table(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

const EXITS = '0 done, 1 the template has errors, 2 the command was used wrongly.';

export function commandHelp({ name, summary, positionals, options, examples, exits = EXITS, policy }: Command): string {
  const flags = Object.entries(options).map(([option, { value, text }]) => [`--${option}${value ? ` ${value}` : ''}`, text] as const);
  return [
    `Usage: ${['safedeploy', name, ...positionals.map((positional) => positional.name)].join(' ')} [options]`,
    '',
    summary,
    '',
    ...table(positionals.map((positional) => [positional.name, positional.text] as const)),
    ...(positionals.length > 0 ? [''] : []),
    'Options:',
    ...table([...flags, ...COMMON]),
    '',
    'Examples:',
    ...examples.flatMap(({ text, line }) => [`  ${text}`, `    ${line}`]),
    '',
    `Exit codes: ${exits}`,
    '',
    ...(policy === undefined ? [] : ['The least IAM policy for it:', ...policy.split('\n').map((line) => `  ${line}`), '']),
  ].join('\n');
}

export const generalHelp = (commands: readonly Command[]): string =>
  [
    'Usage: safedeploy COMMAND [options]',
    '',
    'Safe deployments for Lambda functions in CloudFormation templates.',
    '',
    'Commands:',
    ...table(commands.map(({ name, summary }) => [name, summary] as const)),
    '',
    'Options:',
    ...table([...COMMON, ['--version', 'Show the version.']]),
    '',
    'safedeploy COMMAND --help explains a command.',
    '',
  ].join('\n');
