import type { Json } from '../../template/json';
import { Findings } from '../diagnostics/findings';
import { checkBytes, readSource } from './bytes';
import type { Located } from './located';
import { readJson } from './readJson';
import { readYaml } from './readYaml';
import { Source } from './source';
import type { PlainStyle } from './yamlNodes';

/** Deeper than the core takes, which says more about it, and far less than a JavaScript stack holds. */
const DEEPEST = 500;

export type Format = 'yaml' | 'json';

export interface Loaded {
  readonly source: Source;
  readonly format: Format;
  /** undefined when it can't be read, which is reported. */
  readonly root: Located | undefined;
}

/** Reads a file of either format, or `-`, the standard input. */
export async function load(
  file: string,
  stdin: AsyncIterable<Uint8Array>,
  findings: Findings,
  plain: PlainStyle = 'typed',
): Promise<Loaded> {
  const { source, bytes } = await readSource(file, stdin);
  return loadBytes(bytes, source, findings, plain);
}

/** The same of what is read already. Pure. */
export function loadBytes(bytes: Buffer, source: Source, findings: Findings, plain: PlainStyle = 'typed'): Loaded {
  const format = formatOf(source);
  if (!checkBytes(bytes, source, findings)) return { source, format, root: undefined };
  return {
    source,
    format,
    root: shallow(source, findings, () => (format === 'json' ? readJson(source, findings) : readYaml(source, findings, plain))),
  };
}

/** Both readers call themselves for each level, and so does what works on their result. */
function shallow(source: Source, findings: Findings, read: () => Located | undefined): Located | undefined {
  try {
    const root = read();
    if (root === undefined || root.depth <= DEEPEST) return root;
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
  }
  findings.report('SD1116', source.place({ start: 0, end: 0 }));
  return undefined;
}

/** The name says it; where it does not, a brace at the beginning does. */
function formatOf({ file, text }: Source): Format {
  if (/\.json$/i.test(file)) return 'json';
  return /\.ya?ml$/i.test(file) || !/^\s*\{/.test(text) ? 'yaml' : 'json';
}

/** The value of a YAML text that is known to be right. */
export function parseYaml(text: string): Json {
  const source = new Source('<text>', text);
  const findings = new Findings();
  const root = readYaml(source, findings);
  if (root) return root.value;
  const [{ place, message } = { place: source.place({ start: 0, end: 0 }), message: '' }] = findings.all;
  throw new Error(`line ${place.line}, column ${place.column}: ${message}`);
}
