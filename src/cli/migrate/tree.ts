import type { Trail } from '../../template/json';

/** How a value is written: where it begins and ends, and how what is in it stands there. */
export interface Written {
  readonly kind: 'map' | 'list' | 'scalar' | 'alias';
  /** In braces or brackets, as all of JSON is. */
  readonly flow: boolean;
  /** Without tag and anchor. */
  readonly start: number;
  /** Where the last of its characters ends: comments and blank lines after it are no part of it. */
  readonly end: number;
  readonly entries: readonly WrittenEntry[];
}

/** A key with its value, or an item of a list. */
export interface WrittenEntry {
  readonly key: string | number;
  readonly start: number;
  readonly keyEnd: number;
  readonly value: Written;
}

/** Something stands elsewhere than where it is used: behind an alias, a merge or a transform. */
export class NotHere extends Error {}

export function entryAt(root: Written, path: Trail): WrittenEntry {
  let node = root;
  let entry: WrittenEntry | undefined;
  for (const step of path) {
    entry = node.entries.find(({ key }) => key === step);
    if (!entry) throw new NotHere(path.join('.'));
    node = entry.value;
  }
  if (!entry) throw new NotHere('');
  return entry;
}

export function nodeAt(root: Written, path: Trail): Written {
  return path.length === 0 ? root : entryAt(root, path).value;
}
