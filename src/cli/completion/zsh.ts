import type { Command, Option } from '../command';
import { quoted } from './words';

/** https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
export const zsh = (commands: readonly Command[]): string =>
  [
    '#compdef safedeploy',
    '_safedeploy() {',
    '  local -a commands',
    '  commands=(',
    ...commands.map(({ name, summary }) => `    ${quoted(`${name}:${escaped(summary)}`)}`),
    '  )',
    '  if (( CURRENT == 2 )); then',
    '    _describe command commands',
    '    return',
    '  fi',
    '  local command=$words[2]',
    '  shift words',
    '  (( CURRENT-- ))',
    '  case $command in',
    ...commands.map(
      ({ name, options }) =>
        `    ${name}) _arguments ${[...Object.entries(options).map(argument), "'--help[Show help.]'"].join(' ')} '*:file:_files' ;;`,
    ),
    '  esac',
    '}',
    'compdef _safedeploy safedeploy',
    '',
  ].join('\n');

function argument([name, { value, choices, multiple, text }]: [string, Option]): string {
  const values = value ? `:${value.replaceAll(':', '')}:${choices ? `(${choices.join(' ')})` : '_files'}` : '';
  return quoted(`${multiple ? '*' : ''}--${name}[${escaped(text)}]${values}`);
}

const escaped = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');
