import { parse } from '../../../../src/cli/arguments';
import { rehearseCommand } from '../../../../src/cli/commands/rehearse';

const nowhere = () => Promise.reject(new Error('nothing but --stack connects'));

/** What `safedeploy rehearse` prints on a screen; the template may come through the standard input. */
export async function printed(args: readonly string[], template = '', screen = { colours: false, columns: 80 }): Promise<string> {
  const command = rehearseCommand({ connect: nowhere, connectMetrics: nowhere, now: () => new Date(0), screen: () => screen });
  const out = { stdout: '', stderr: '' };
  const io = {
    stdin: (async function* () {
      yield Buffer.from(template);
    })(),
    stdout: (text: string) => {
      out.stdout += text;
    },
    stderr: (text: string) => {
      out.stderr += text;
    },
    colours: false,
    columns: 80,
  };
  const code = await command.run(parse(command, args), io);
  if (code !== 0) throw new Error(out.stderr);
  return out.stdout;
}
