import type { Listed } from '../command';
import { optionsOf } from '../options';
import { argumentsOf, helpOn, quoted } from './words';

/** https://fishshell.com/docs/current/completions.html */
export function fish(listed: readonly Listed[]): string {
  const commands = [...listed, helpOn(listed)];
  const within = ({ name }: Listed) => `complete -c safedeploy -n '__fish_seen_subcommand_from ${name}'`;
  return [
    'complete -c safedeploy -n __fish_use_subcommand -f',
    ...commands.map(({ name, summary }) => `complete -c safedeploy -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`),
    ...commands.flatMap((command) => {
      const words = argumentsOf(command);
      return words ? [`${within(command)} -f -a ${quoted(words.join(' '))}`] : [];
    }),
    ...commands.flatMap((command) =>
      Object.entries(optionsOf(command)).map(([option, { value, choices, text }]) => {
        const values = choices ? ` -x -a ${quoted(choices.join(' '))}` : value ? ' -r' : '';
        return `${within(command)} -l ${option}${values} -d ${quoted(text)}`;
      }),
    ),
    '',
  ].join('\n');
}
