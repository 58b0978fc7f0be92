import type { Command } from '../command';
import { quoted } from './words';

/** https://fishshell.com/docs/current/completions.html */
export const fish = (commands: readonly Command[]): string =>
  [
    'complete -c safedeploy -n __fish_use_subcommand -f',
    ...commands.map(({ name, summary }) => `complete -c safedeploy -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`),
    ...commands.flatMap(({ name, options }) =>
      Object.entries(options).map(([option, { value, choices, text }]) => {
        const values = choices ? ` -x -a ${quoted(choices.join(' '))}` : value ? ' -r' : '';
        return `complete -c safedeploy -n '__fish_seen_subcommand_from ${name}' -l ${option}${values} -d ${quoted(text)}`;
      }),
    ),
    '',
  ].join('\n');
