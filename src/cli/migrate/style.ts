import type { Format } from '../read/read';

/** How the author of a file indents and ends lines. */
export interface Style {
  readonly format: Format;
  readonly text: string;
  readonly eol: '\n' | '\r\n';
  /** The whitespace of one level. */
  readonly unit: string;
  /** What stands after a colon and a comma on one line: nothing in JSON that nobody reads. */
  readonly gap: ' ' | '';
  /** What stands inside of braces: `{ a: b }`. */
  readonly padding: ' ' | '';
}

export function styleOf(text: string, format: Format): Style {
  const first = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const unit = format === 'yaml' && (first.length > 8 || first.includes('\t')) ? '  ' : first;
  return {
    format,
    text,
    eol: /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n',
    unit,
    gap: format === 'json' && !/": |, "/.test(text) ? '' : ' ',
    padding: /\{ \S/.test(text) ? ' ' : '',
  };
}

export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
/** Where the next line begins. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** What stands before a place on its line. */
export const before = (text: string, at: number): string => text.slice(lineStart(text, at), at);

export const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
