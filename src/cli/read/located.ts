import { type Json, type JsonObject, put } from '../../template/json';
import type { Span } from './source';

/** A value and where it was written, with the same for everything in it. */
export interface Located {
  readonly value: Json;
  readonly span: Span;
  /** The key that it stands under, when it stands in a map. */
  readonly key: Span | undefined;
  readonly children: ReadonlyMap<string | number, Located> | undefined;
  /** How many values it holds, itself included, each alias written out. */
  readonly size: number;
  /** How many maps and lists stand in each other. */
  readonly depth: number;
}

export const locatedScalar = (value: Json, span: Span): Located => ({
  value,
  span,
  key: undefined,
  children: undefined,
  size: 1,
  depth: 0,
});

export function locatedList(items: readonly Located[], span: Span): Located {
  const value: Json[] = [];
  const children = new Map<number, Located>();
  let [size, depth] = [1, 0];
  for (const item of items) {
    children.set(value.length, item);
    value.push(item.value);
    size += item.size;
    depth = Math.max(depth, item.depth);
  }
  return { value, span, key: undefined, children, size, depth: depth + 1 };
}

export function locatedMap(entries: ReadonlyMap<string, Located>, span: Span): Located {
  const value: JsonObject = {};
  let [size, depth] = [1, 0];
  for (const [key, entry] of entries) {
    put(value, key, entry.value); // `__proto__` is a key like any other
    size += entry.size;
    depth = Math.max(depth, entry.depth);
  }
  return { value, span, key: undefined, children: entries, size, depth: depth + 1 };
}

/** What was just read, under its key. Not a copy: files hold tens of thousands of values, and each is read once. */
export function underKey(located: Located, key: Span): Located {
  (located as { key: Span | undefined }).key = key;
  return located;
}
