import type { Edit } from '../../migrate/edits';
import { regionOf } from './region';
import { valueStart } from './render';
import type { Splice } from './splice';
import { before, indentOf, lineStart, type Style } from './style';
import { entryAt, NotHere, type Written, type WrittenEntry } from './tree';

/** One item more in a list, in its style. What is no list becomes one. */
export function extension({ path, item, first }: Edit & { do: 'extend' }, style: Style, tree: Written): Splice[] {
  const { text, eol, format } = style;
  const entry = entryAt(tree, path);
  const { value } = entry;
  const shown = format === 'json' ? JSON.stringify(item) : item;
  const insert = (at: number, what: string): Splice => ({ start: at, end: at, text: what });
  if (value.kind === 'alias' || (value.kind === 'scalar' && !value.flow)) throw new NotHere(path.join('.'));
  if (value.kind === 'list' && value.flow) {
    const beside = first ? value.entries[0] : value.entries.at(-1);
    if (!beside) return [insert(value.start + 1, shown)];
    const margin = before(text, beside.start);
    const gap = margin.trim() === '' ? `${eol}${margin}` : style.gap;
    return [first ? insert(beside.start, `${shown},${gap}`) : insert(beside.value.end, `,${gap}${shown}`)];
  }
  if (value.kind === 'list') {
    const beside = (first ? value.entries[0] : value.entries.at(-1)) as WrittenEntry;
    // an item that is a map begins on the line of its dash
    const line = lineStart(text, beside.start);
    const region = regionOf({ ...beside, start: line, keyEnd: beside.start }, style);
    const indent = ' '.repeat(indentOf(text.slice(line, beside.start)));
    const dash = /^ *-( +)/.exec(text.slice(line, beside.start + 1))?.[1] ?? ' ';
    return [insert(first ? region.own : region.end, `${indent}-${dash}${shown}${eol}`)];
  }
  if (value.kind === 'map' && !value.flow) {
    const [one] = value.entries;
    if (!one) throw new NotHere(path.join('.'));
    const from = lineStart(text, one.start);
    const last = value.entries.at(-1) as WrittenEntry;
    const { end, indent } = { ...regionOf(last, style) };
    const lines = text
      .slice(from, end)
      .replace(/\r?\n$/, '')
      .split('\n');
    const margin = ' '.repeat(indent);
    const list = lines.map((line, index) => (index === 0 ? `${margin}- ${line.slice(indent)}` : line.trim() === '' ? line : `  ${line}`));
    const [head, tail] = first ? [`${margin}- ${shown}${eol}`, ''] : ['', `${margin}- ${shown}${eol}`];
    return [{ start: from, end, text: `${head}${list.join('\n')}${eol}${tail}` }];
  }
  const start = valueStart(text, entry);
  return first
    ? [insert(start, `[${shown},${style.gap}`), insert(value.end, ']')]
    : [insert(start, '['), insert(value.end, `,${style.gap}${shown}]`)];
}
