import type { Arguments, Command } from '../command';
import { bash } from '../completion/bash';
import { fish } from '../completion/fish';
import { zsh } from '../completion/zsh';
import type { Io } from '../io';
import { UsageError } from '../usage';

const SHELLS = { bash, zsh, fish };

export const completion: Command = {
  name: 'completion',
  summary: 'Writes a script that completes commands and options in a shell.',
  positionals: [{ name: 'SHELL', text: 'bash, zsh or fish.' }],
  options: {},
  examples: [
    { text: 'In ~/.bashrc:', line: 'source <(safedeploy completion bash)' },
    { text: 'In ~/.zshrc, after compinit:', line: 'source <(safedeploy completion zsh)' },
    { text: 'For fish:', line: 'safedeploy completion fish > ~/.config/fish/completions/safedeploy.fish' },
  ],
  run,
};

async function run({ positionals }: Arguments, io: Io): Promise<0> {
  const shell = positionals[0] ?? '';
  if (!Object.hasOwn(SHELLS, shell)) throw new UsageError('SHELL is bash, zsh or fish.');
  const { COMMANDS } = await import('.'); // the list holds this command, so it comes later
  io.stdout(SHELLS[shell as keyof typeof SHELLS](COMMANDS));
  return 0;
}
