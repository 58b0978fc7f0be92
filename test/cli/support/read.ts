import { Findings } from '../../../src/cli/diagnostics/findings';
import type { Located } from '../../../src/cli/read/located';
import { readJson } from '../../../src/cli/read/readJson';
import { readYaml } from '../../../src/cli/read/readYaml';
import { Source } from '../../../src/cli/read/source';
import { SourceMap } from '../../../src/cli/read/sourceMap';
import type { Json } from '../../../src/template/json';

type Reader = (source: Source, findings: Findings) => Located | undefined;

function read(reader: Reader, text: string) {
  const source = new Source('file', text);
  const findings = new Findings();
  const root = reader(source, findings);
  return { source, root, errors: findings.all.map(({ code, place }) => `${place.line}:${place.column} ${code}`) };
}

export const errorsOfYaml = (text: string): string[] => read(readYaml, text).errors;
export const errorsOfJson = (text: string): string[] => read(readJson, text).errors;

export function valueOfJson(text: string): Json {
  const { root, errors } = read(readJson, text);
  if (!root) throw new Error(errors.join());
  return root.value;
}

export function sourceMapOf(text: string): SourceMap {
  const { source, root, errors } = read(text.startsWith('{') ? readJson : readYaml, text);
  if (!root) throw new Error(errors.join());
  return new SourceMap(source, root);
}
