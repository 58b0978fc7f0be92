import { isObject, type JsonObject } from '../../template/json';
import type { Findings } from '../diagnostics/findings';
import { type Format, type Loaded, load, loadBytes } from './read';
import { Source } from './source';
import { SourceMap } from './sourceMap';

export interface Opened {
  readonly source: Source;
  readonly format: Format;
  /** undefined where the file can't be read. */
  readonly map: SourceMap | undefined;
  /** The template with the places of its parts; undefined where it is none, which is reported. */
  readonly template: { readonly root: JsonObject; readonly map: SourceMap } | undefined;
}

/** Reads a file that must hold a template. */
export async function open(file: string, stdin: AsyncIterable<Uint8Array>, findings: Findings): Promise<Opened> {
  return opened(await load(file, stdin, findings), findings);
}

/** The same of a text. Pure. */
export const openText = (file: string, text: string, findings: Findings): Opened =>
  opened(loadBytes(Buffer.from(text), new Source(file, text.replace(/^\uFEFF/, '')), findings), findings);

/** A file that was read, as far as it holds a template. */
export function opened({ source, format, root }: Omit<Loaded, 'hasByteOrderMark'>, findings: Findings): Opened {
  if (!root) return { source, format, map: undefined, template: undefined };
  const map = new SourceMap(source, root);
  if (isObject(root.value)) return { source, format, map, template: { root: root.value, map } };
  findings.report('SD1207', map.at([]));
  return { source, format, map, template: undefined };
}
