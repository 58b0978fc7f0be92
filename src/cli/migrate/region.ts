import { before, indentOf, lineEnd, lineStart, type Style } from './style';
import { NotHere, type WrittenEntry } from './tree';

/** The lines of an entry of a block. */
export interface Region {
  /** Comments above the entry begin here. */
  readonly start: number;
  /** The line of its key. */
  readonly own: number;
  /** The next line after it. */
  readonly end: number;
  readonly indent: number;
}

const COMMENT = /^ *#/;

/** The lines of an entry: the comments right above it, and those below that stand deeper than its key, are its own. */
export function regionOf({ start: key, value, keyEnd }: WrittenEntry, { text }: Style): Region {
  const lead = before(text, key);
  const own = lineStart(text, key);
  const isItem = /^ *- +$/.test(lead) && key === value.start;
  if (!/^ *$/.test(lead) && !isItem) throw new NotHere('another thing stands on its line');
  const indent = indentOf(lead);
  let start = own;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    const line = text.slice(above, start);
    if (!COMMENT.test(line) || indentOf(line) !== indent) break;
    start = above;
  }
  let end = lineEnd(text, Math.max(value.end, keyEnd));
  while (end < text.length) {
    const line = text.slice(end, lineEnd(text, end));
    if (!COMMENT.test(line) || indentOf(line) <= indent) break;
    end = lineEnd(text, end);
  }
  return { start, own, end, indent };
}

const isBlank = (line: string): boolean => line.trim() === '';

/** A region with the blank lines above it, where there are blank lines below as well, or nothing. */
export function withBlanks({ start, end }: Region, { text }: Style): [start: number, end: number] {
  if (end < text.length && !isBlank(text.slice(end, lineEnd(text, end)))) return [start, end];
  let from = start;
  while (from > 0) {
    const above = lineStart(text, from - 1);
    if (!isBlank(text.slice(above, from))) break;
    from = above;
  }
  return [from, end];
}
