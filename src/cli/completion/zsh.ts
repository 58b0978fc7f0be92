import type { Listed, Option } from '../command';
import { optionsOf } from '../options';
import { argumentsOf, helpOn, quoted } from './words';

/** https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
export function zsh(listed: readonly Listed[]): string {
  const commands = [...listed, helpOn(listed)];
  return [
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
    ...commands.map((command) => `    ${command.name}) _arguments ${specsOf(command).join(' ')} ;;`),
    '  esac',
    '}',
    'compdef _safedeploy safedeploy',
    '',
  ].join('\n');
}

function specsOf(command: Listed): string[] {
  const words = argumentsOf(command);
  const rest = words ? quoted(`1:${command.positionals[0]?.name}:(${words.join(' ')})`) : "'*:file:_files'";
  return [...Object.entries(optionsOf(command)).map(argument), "'--help[Show help.]'", rest];
}

function argument([name, { value, choices, multiple, text }]: [string, Option]): string {
  const values = value ? `:${value.replaceAll(':', '')}:${choices ? `(${choices.join(' ')})` : '_files'}` : '';
  return quoted(`${multiple ? '*' : ''}--${name}[${escaped(text)}]${values}`);
}

const escaped = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');
