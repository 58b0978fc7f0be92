import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Arguments, Command } from '../command';
import { type Compiled, compile } from '../compile';
import type { Io } from '../io';
import { whole } from '../parameters/given';
import { givenParameters } from '../parameters/sources';
import type { Format } from '../read/read';
import { report } from '../report/report';
import { one, requestOf, TEMPLATE, TEMPLATE_OPTIONS } from '../template';
import { UsageError } from '../usage';
import { replaceFile } from '../write/replaceFile';
import { writeJson } from '../write/writeJson';
import { writeYaml } from '../write/writeYaml';

export const transform: Command = {
  name: 'transform',
  positionals: [TEMPLATE],
  options: {
    ...TEMPLATE_OPTIONS,
    format: { value: 'FORMAT', choices: ['yaml', 'json'], text: 'yaml or json; default: the format of the template.' },
    out: { value: 'FILE', text: 'The file to write, or - for standard output, the default. It is not written if there are errors.' },
  },
  examples: [
    { text: 'Show the processed template:', line: 'safedeploy transform template.yaml' },
    {
      text: 'Deploy without the macro in the account:',
      line: 'safedeploy transform template.yaml --parameters prod.json --region eu-west-1 --out packaged.yaml',
    },
    {
      text: 'Set a parameter, and read the template from another command:',
      line: 'cdk synth | safedeploy transform - --parameter Stage=prod',
    },
  ],
  run,
};

async function run(given: Arguments, io: Io): Promise<0 | 1> {
  const request = requestOf(given);
  const out = one(given, 'out');
  // comments are not kept, so that this could not be undone
  if (out !== undefined && out !== '-' && (await isSame(out, request.template)))
    throw new UsageError('--out must not be the template itself.');
  const parameters = await givenParameters(request.parameters, request.parameterFile, io.stdin);
  const compiled = await compile(request, whole(parameters), io.stdin);
  io.stderr(report(compiled.findings.all, io));
  if (compiled.template === undefined) return 1;
  const text = write(compiled, (one(given, 'format') as Format | undefined) ?? compiled.format);
  if (out === undefined || out === '-') io.stdout(text);
  else await replaceFile(out, text);
  return 0;
}

function write({ template, map }: Compiled, format: Format): string {
  const keysAt = map ? map.keysAt.bind(map) : () => [];
  return (format === 'json' ? writeJson : writeYaml)(template ?? {}, keysAt);
}

/** A link may lead to the template. */
async function isSame(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((file) => realpath(file).catch(() => resolve(file))));
  return a === b;
}
