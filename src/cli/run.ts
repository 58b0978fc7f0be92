import { version } from '../../package.json';
import { didYouMean } from '../diagnostics/nearest';
import { parse } from './arguments';
import type { Command, Entry } from './command';
import { COMMANDS } from './commands';
import { commandHelp, generalHelp } from './help';
import type { Io } from './io';
import { OperationFault } from './operations/fault';
import { visible } from './report/terminal';
import { FileError, UsageError } from './usage';

const HELP = ['--help', '-h'];
const VERSION = ['--version', '-v'];

/** Runs a command line and gives its exit code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [first = '--help', ...others] = args;
  if (VERSION.includes(first)) return say(io, `${version}\n`);
  const asksHelp = first === 'help';
  const [name, ...rest] = asksHelp ? others : args;
  if (name === undefined || HELP.includes(name)) return say(io, generalHelp(COMMANDS, io.columns));
  const entry = COMMANDS.find((known) => known.name === name);
  if (!entry) return refuse(io, 'safedeploy', [`Unknown command ${name}.${nearestCommand(name)}`]);
  if (asksHelp || rest.some((word) => HELP.includes(word))) return say(io, await helpOf(entry, io));
  return await guarded(await entry.load(), rest, io);
}

const helpOf = async ({ summary, load }: Entry, { columns }: Io): Promise<string> => commandHelp({ summary, ...(await load()) }, columns);

const nearestCommand = (name: string): string =>
  didYouMean(
    name,
    COMMANDS.map((known) => known.name),
  );

/** Runs one command: what it throws becomes words and an exit code. */
export async function guarded(command: Command, args: readonly string[], io: Io): Promise<number> {
  const wrong = command.usageExit?.(args) ?? 2;
  try {
    return await command.run(parse(command, args), io);
  } catch (fault) {
    if (fault instanceof UsageError) return refuse(io, `safedeploy ${command.name}`, fault.mistakes, fault.isAboutUsage, wrong);
    if (fault instanceof FileError) {
      const { report } = await import('./report/report');
      io.stderr(report(fault.findings, io));
      return wrong;
    }
    if (fault instanceof OperationFault) {
      io.stderr(visible(`safedeploy ${command.name}: error ${fault.code}  ${fault.text}\n  ${fault.remedy}\n`));
      return fault.exit === 2 ? wrong : fault.exit;
    }
    const { title } = (await import('../diagnostics/table')).TABLE.SD9001;
    io.stderr(`safedeploy: error SD9001  ${title}. Please report it with the following details.\n${(fault as Error).stack}\n`);
    return 1;
  }
}

function say(io: Io, text: string): number {
  io.stdout(text);
  return 0;
}

function refuse(io: Io, name: string, mistakes: readonly string[], isAboutUsage = true, code: 1 | 2 = 2): number {
  const hint = isAboutUsage ? [`Run ${name} --help for usage.`] : [];
  io.stderr(visible([...mistakes.map((mistake) => `${name}: ${mistake}`), ...hint, ''].join('\n')));
  return code;
}
