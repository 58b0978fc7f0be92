import { type Node, parseTree } from 'jsonc-parser';
import type { Written, WrittenEntry } from './tree';

/** How a JSON text that can be read is written. */
export function jsonTree(text: string): Written {
  return written(parseTree(text) as Node);
}

function written({ type, offset, length, children = [] }: Node): Written {
  const whole = { flow: true, start: offset, end: offset + length };
  if (type === 'object') return { ...whole, kind: 'map', entries: children.flatMap(entryOf) };
  if (type === 'array') {
    const entries = children.map((child, key) => ({ key, start: child.offset, keyEnd: child.offset, value: written(child) }));
    return { ...whole, kind: 'list', entries };
  }
  return { ...whole, kind: 'scalar', entries: [] };
}

function entryOf({ children: [key, value] = [] }: Node): WrittenEntry[] {
  if (!key || !value) return [];
  return [{ key: String(key.value), start: key.offset, keyEnd: key.offset + key.length, value: written(value) }];
}
