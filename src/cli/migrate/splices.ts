import groupBy from 'lodash/groupBy';
import type { Edit } from '../../migrate/edits';
import type { Trail } from '../../template/json';
import { extension } from './extension';
import { regionOf, withBlanks } from './region';
import type { Renderer } from './render';
import type { Splice } from './splice';
import { before, lineEnd, lineStart, type Style } from './style';
import { entryAt, NotHere, nodeAt, type Written, type WrittenEntry } from './tree';

/** The text with all edits made, and every other byte as it was. Throws NotHere where one of them has no place. */
export function spliced(edits: readonly Edit[], style: Style, tree: Written, renderer: Renderer): string {
  const made: Splice[] = [];
  const removed = edits.flatMap((edit) => (edit.do === 'remove' ? [edit.path] : []));
  for (const paths of Object.values(groupBy(removed, (path) => JSON.stringify(path.slice(0, -1)))))
    made.push(...removals(paths, style, tree));
  for (const edit of edits) {
    if (edit.do === 'add') made.push(addition(edit, style, tree, renderer));
    if (edit.do === 'extend') made.push(...extension(edit, style, tree));
  }
  // at one place, what is new stands before what goes
  const ordered = made
    .map((splice, index) => ({ ...splice, index }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  let result = '';
  let done = 0;
  for (const { start, end, text } of ordered) {
    if (start < done) throw new NotHere('two edits meet');
    result += style.text.slice(done, start) + text;
    done = end;
  }
  return result + style.text.slice(done);
}

function removals(paths: readonly Trail[], style: Style, tree: Written): Splice[] {
  const [first = []] = paths;
  const parent = nodeAt(tree, first.slice(0, -1));
  const keys = new Set(paths.map((path) => path.at(-1)));
  for (const path of paths) entryAt(tree, path); // is it here?
  if (!parent.flow) {
    return parent.entries
      .filter(({ key }) => keys.has(key))
      .map((entry) => {
        const [start, end] = withBlanks(regionOf(entry, style), style);
        return { start, end, text: '' };
      });
  }
  return runs(parent.entries, keys).map(([from, to]) => {
    const next = parent.entries[to + 1];
    const previous = parent.entries[from - 1];
    const [one, last] = [parent.entries[from], parent.entries[to]] as [WrittenEntry, WrittenEntry];
    if (next) return { start: one.start, end: next.start, text: '' };
    return { start: previous ? previous.value.end : one.start, end: last.value.end, text: '' };
  });
}

/** Entries that go and follow each other, as the first and the last of them. */
function runs(entries: readonly WrittenEntry[], keys: ReadonlySet<unknown>): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (const [index, { key }] of entries.entries()) {
    if (!keys.has(key)) continue;
    const run = found.at(-1);
    if (run && run[1] === index - 1) run[1] = index;
    else found.push([index, index]);
  }
  return found;
}

function addition({ path, key, content, after, first }: Edit & { do: 'add' }, style: Style, tree: Written, renderer: Renderer): Splice {
  const { text, eol } = style;
  const parent = nodeAt(tree, path);
  if (parent.kind !== 'map') throw new NotHere(path.join('.'));
  const anchor = (after === undefined ? undefined : parent.entries.find((entry) => entry.key === after)) ?? parent.entries.at(-1);
  if (!parent.flow) {
    const beside = first ? parent.entries[0] : anchor;
    if (!beside) throw new NotHere(path.join('.'));
    const indent = columnOf(beside, style);
    // as deep as this author goes here
    const unit = path.length > 0 ? ' '.repeat(Math.max(1, indent - columnOf(entryAt(tree, path), style))) : style.unit;
    if (first) {
      // comments at the head of a file speak of the file, elsewhere of the key below them
      const { own, start } = regionOf(beside, style);
      const place = path.length === 0 ? own : start;
      return { start: place, end: place, text: renderer.block([key, content], indent, unit) };
    }
    const { end } = regionOf(beside, style);
    // sections stand apart where their author has them so
    const apart = path.length === 0 && 'map' in content && isBlankBeside(beside, end, style);
    return { start: end, end, text: `${apart ? eol : ''}${renderer.block([key, content], indent, unit)}` };
  }
  const beside = first ? parent.entries[0] : anchor;
  const written = (margin: string | undefined) => `${renderer.key(key)}:${style.gap}${renderer.flow(content, margin)}`;
  if (!beside) return { start: parent.start + 1, end: parent.start + 1, text: written(undefined) };
  const margin = before(text, beside.start);
  const isOnItsOwn = margin.trim() === '' && text.slice(parent.start, beside.start).includes('\n');
  const gap = isOnItsOwn ? `${eol}${margin}` : style.gap;
  const entry = written(isOnItsOwn ? margin : undefined);
  if (first) return { start: beside.start, end: beside.start, text: `${entry},${gap}` };
  return { start: beside.value.end, end: beside.value.end, text: `,${gap}${entry}` };
}

const columnOf = ({ start }: WrittenEntry, { text }: Style): number => start - lineStart(text, start);

/** Is there a blank line after the lines of an entry, or before them where they are the last? */
function isBlankBeside(entry: WrittenEntry, end: number, { text }: Style): boolean {
  if (end < text.length) return text.slice(end, lineEnd(text, end)).trim() === '';
  const own = lineStart(text, entry.start);
  return own > 0 && text.slice(lineStart(text, own - 1), own).trim() === '';
}
