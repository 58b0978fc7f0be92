import { version } from '../../package.json';
import { didYouMean } from '../diagnostics/nearest';
import { TABLE } from '../diagnostics/table';
import { parse } from './arguments';
import type { Command } from './command';
import { COMMANDS } from './commands';
import { commandHelp, generalHelp } from './help';
import type { Io } from './io';
import { OperationFault } from './operations/fault';
import { report } from './report/report';
import { visible } from './report/terminal';
import { FileError, UsageError } from './usage';

/** Runs a command line and gives its exit code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version') return say(io, `${version}\n`);
  if (name === undefined || name === '--help' || name === 'help') return say(io, generalHelp(COMMANDS));
  const command = COMMANDS.find((known) => known.name === name);
  if (!command) {
    const hint = didYouMean(
      name,
      COMMANDS.map((known) => known.name),
    );
    return refuse(io, 'safedeploy', [`There is no command ${name}.${hint}`]);
  }
  if (rest.includes('--help')) return say(io, commandHelp(command));
  return await guarded(command, rest, io);
}

/** Runs one command: what it throws becomes words and an exit code. */
export async function guarded(command: Command, args: readonly string[], io: Io): Promise<number> {
  const wrong = command.usageExit?.(args) ?? 2;
  try {
    return await command.run(parse(command, args), io);
  } catch (fault) {
    if (fault instanceof UsageError) return refuse(io, `safedeploy ${command.name}`, fault.mistakes, wrong);
    if (fault instanceof FileError) {
      io.stderr(report(fault.findings, io));
      return wrong;
    }
    if (fault instanceof OperationFault) {
      io.stderr(visible(`safedeploy ${command.name}: error ${fault.code}  ${fault.text}\n  ${fault.remedy}\n`));
      return fault.exit === 2 ? wrong : fault.exit;
    }
    const { title } = TABLE.SD9001;
    io.stderr(`safedeploy: error SD9001  ${title}. Please report it with what follows.\n${(fault as Error).stack}\n`);
    return 1;
  }
}

function say(io: Io, text: string): number {
  io.stdout(text);
  return 0;
}

function refuse(io: Io, name: string, mistakes: readonly string[], code: 1 | 2 = 2): number {
  io.stderr(visible([...mistakes.map((mistake) => `${name}: ${mistake}`), `Run ${name} --help to see what it takes.`, ''].join('\n')));
  return code;
}
