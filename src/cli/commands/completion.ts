import type { Arguments, Command, Listed } from '../command';
import { bash } from '../completion/bash';
import { fish } from '../completion/fish';
import { zsh } from '../completion/zsh';
import type { Io } from '../io';
import { UsageError } from '../usage';

const SHELLS = { bash, zsh, fish };

/** `loadAll` comes from outside: the list of commands holds this one. */
export const completionOf = (loadAll: () => Promise<readonly Listed[]>): Command => ({
  name: 'completion',
  positionals: [{ name: 'SHELL', text: 'bash, zsh or fish.', choices: Object.keys(SHELLS) }],
  options: {},
  examples: [
    { text: 'In ~/.bashrc:', line: 'source <(safedeploy completion bash)' },
    { text: 'In ~/.zshrc, after compinit:', line: 'source <(safedeploy completion zsh)' },
    { text: 'For fish:', line: 'safedeploy completion fish > ~/.config/fish/completions/safedeploy.fish' },
  ],
  run: async (given, io) => run(given, io, await loadAll()),
});

async function run({ positionals }: Arguments, io: Io, commands: readonly Listed[]): Promise<0> {
  const shell = positionals[0] ?? '';
  if (!Object.hasOwn(SHELLS, shell)) throw new UsageError('SHELL must be bash, zsh or fish.');
  io.stdout(SHELLS[shell as keyof typeof SHELLS](commands));
  return 0;
}
