import type { Command } from '../command';
import { choicesOf, optionsOf } from './words';

/** https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html */
export const bash = (commands: readonly Command[]): string =>
  [
    '_safedeploy() {',
    '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$word"))`,
    '    return',
    '  fi',
    '  case "${COMP_WORDS[1]} $before" in',
    ...commands.flatMap((command) =>
      choicesOf(command).map(
        ([option, choices]) => `    '${command.name} ${option}') COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$word")); return ;;`,
      ),
    ),
    '  esac',
    '  case "$word" in',
    '    -*)',
    '      case "${COMP_WORDS[1]}" in',
    ...commands.map((command) => `        ${command.name}) COMPREPLY=($(compgen -W '${optionsOf(command).join(' ')}' -- "$word")) ;;`),
    '      esac ;;',
    '    *) COMPREPLY=($(compgen -f -- "$word")) ;;',
    '  esac',
    '}',
    'complete -o filenames -F _safedeploy safedeploy',
    '',
  ].join('\n');
