import { type Content, dataIn, type Entry } from '../../migrate/edits';
import type { Json } from '../../template/json';
import { writeYaml } from '../write/writeYaml';
import { regionOf } from './region';
import { before, indentOf, type Style } from './style';
import { entryAt, type Written, type WrittenEntry } from './tree';

const inOrder = () => [];

/** Writes what is new in the style of its author. */
export class Renderer {
  constructor(
    private readonly style: Style,
    private readonly tree: Written,
    private readonly root: Json,
    /** Whether what moves keeps its spelling and its comments. Where that does not read the same, it is written anew. */
    private readonly copies: boolean,
  ) {}

  /** The lines of a key in a block, each with its end. */
  block([key, content]: Entry, indent: number, unit = this.style.unit): string {
    const { eol } = this.style;
    const margin = ' '.repeat(indent);
    if ('map' in content && content.map.length > 0) {
      const inner = content.map.map((entry) => this.block(entry, indent + unit.length, unit)).join('');
      return `${margin}${key}:${eol}${inner}`;
    }
    const copied = 'copy' in content && this.copies ? this.copied(key, entryAt(this.tree, content.copy), indent, unit) : undefined;
    if (copied !== undefined) return copied;
    const lines = writeYaml({ [key]: dataIn(content, this.root) }, inOrder, { indent: unit.length })
      .trimEnd()
      .split('\n');
    return lines.map((line) => (line === '' ? eol : `${margin}${line}${eol}`)).join('');
  }

  private copied(key: string, entry: WrittenEntry, indent: number, unit: string): string | undefined {
    const { text, eol } = this.style;
    const { parentIsFlow } = this;
    if (parentIsFlow(entry)) {
      const value = text.slice(valueStart(text, entry), entry.value.end);
      // what goes on on other lines must stand deeper than its key
      const last = before(text, entry.start);
      const shift = indent + unit.length - indentOf(value.includes('\n') ? (value.split('\n').at(-1) ?? '') : last);
      return `${' '.repeat(indent)}${key}: ${shifted(value, shift)}${eol}`;
    }
    const region = regionOf(entry, this.style);
    const shift = indent - region.indent;
    const above = text.slice(region.start, region.own);
    const rest = text.slice(entry.keyEnd, region.end).replace(/\r?\n$/, '');
    return `${shiftedLines(above, shift)}${' '.repeat(indent)}${key}${shifted(rest, shift)}${eol}`;
  }

  private parentIsFlow = (entry: WrittenEntry): boolean => isInFlow(this.tree, entry);

  /** A value on one line, or on as many as its JSON needs. */
  flow(content: Content, margin: string | undefined): string {
    const { format, text, eol, unit, gap, padding } = this.style;
    if ('map' in content) {
      const inner = margin === undefined || format === 'yaml' ? undefined : margin + unit;
      const entries = content.map.map(([key, one]) => `${this.key(key)}:${gap}${this.flow(one, inner)}`);
      if (entries.length === 0) return '{}';
      if (inner === undefined) return `{${padding}${entries.join(`,${gap}`)}${padding}}`;
      return `{${eol}${entries.map((entry) => inner + entry).join(`,${eol}`)}${eol}${margin}}`;
    }
    if ('copy' in content && this.copies) {
      const entry = entryAt(this.tree, content.copy);
      const value = text.slice(valueStart(text, entry), entry.value.end);
      if (isInFlow(this.tree, entry) && !value.includes('\n')) return value;
    }
    const value = dataIn(content, this.root);
    if (format === 'yaml') return writeYaml(value, inOrder, { flow: true }).trimEnd();
    if (margin === undefined) return gap === '' ? JSON.stringify(value) : spaced(value);
    return JSON.stringify(value, null, unit).replaceAll('\n', `${eol}${margin}`);
  }

  key = (key: string): string => (this.style.format === 'json' ? JSON.stringify(key) : key);
}

/** `{"a": 1, "b": [2]}` */
function spaced(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${spaced(inner)}`)
    .join(', ')}}`;
}

/** Where a value begins, its tag and anchor included. */
export const valueStart = (text: string, { keyEnd }: WrittenEntry): number =>
  keyEnd + (/^\s*:\s*/.exec(text.slice(keyEnd, keyEnd + 1_000))?.[0].length ?? 0);

function isInFlow(root: Written, entry: WrittenEntry): boolean {
  const parentOf = (node: Written): Written | undefined => {
    if (node.entries.includes(entry)) return node;
    const around = node.entries.find(({ start, value }) => start <= entry.start && entry.start < value.end);
    return around && parentOf(around.value);
  };
  return parentOf(root)?.flow === true;
}

/** The lines after the first moved to the right, or to the left. */
const shifted = (text: string, by: number): string => {
  const [first = '', ...others] = text.split('\n');
  return [first, ...others.map((line) => moved(line, by))].join('\n');
};

const shiftedLines = (text: string, by: number): string =>
  text
    .split('\n')
    .map((line) => moved(line, by))
    .join('\n');

function moved(line: string, by: number): string {
  if (line.trim() === '') return line;
  return by >= 0 ? ' '.repeat(by) + line : line.slice(Math.min(-by, indentOf(line)));
}
