import type { Listed } from '../command';
import { argumentsOf, choicesOf, helpOn, optionsOf } from './words';

const offer = (words: readonly string[]) => `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$word"))`;

/** https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html */
export function bash(listed: readonly Listed[]): string {
  const commands = [...listed, helpOn(listed)];
  return [
    '_safedeploy() {',
    '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    ${offer([...commands.map(({ name }) => name), '--help', '--version'])}`,
    '    return',
    '  fi',
    '  case "${COMP_WORDS[1]} $before" in',
    ...commands.flatMap((command) =>
      choicesOf(command).map(([option, choices]) => `    '${command.name} ${option}') ${offer(choices)}; return ;;`),
    ),
    '  esac',
    '  case "$word" in',
    '    -*)',
    '      case "${COMP_WORDS[1]}" in',
    ...commands.map((command) => `        ${command.name}) ${offer(optionsOf(command))} ;;`),
    '      esac ;;',
    '    *)',
    '      case "${COMP_WORDS[1]}" in',
    ...commands.flatMap((command) => {
      const words = argumentsOf(command);
      return words ? [`        ${command.name}) ${offer(words)} ;;`] : [];
    }),
    '        *) COMPREPLY=($(compgen -f -- "$word")) ;;',
    '      esac ;;',
    '  esac',
    '}',
    'complete -o filenames -F _safedeploy safedeploy',
    '',
  ].join('\n');
}
