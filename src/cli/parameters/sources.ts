import { Findings } from '../diagnostics/findings';
import { load } from '../read/read';
import { FileError } from '../usage';
import { fromFile, fromFlags, type Given } from './given';

/** What the command line says of parameters. Those of the options count more than those of the file. */
export async function givenParameters(
  flags: readonly string[],
  file: string | undefined,
  stdin: AsyncIterable<Uint8Array>,
): Promise<Given> {
  const given = fromFlags(flags);
  return file === undefined ? given : new Map([...(await inFile(file, stdin)), ...given]);
}

async function inFile(file: string, stdin: AsyncIterable<Uint8Array>): Promise<Given> {
  const findings = new Findings();
  const { root } = await load(file, stdin, findings, 'text');
  if (!root) throw new FileError(findings.all);
  return fromFile(file, root.value);
}
