import type { Json } from '../../template/json';
import type { Span } from './source';

/** A value and where it was written, with the same for everything in it. */
export interface Located {
  readonly value: Json;
  readonly span: Span;
  /** The key that it stands under, when it stands in a map. */
  readonly key?: Span;
  readonly children?: ReadonlyMap<string | number, Located>;
  /** How many values it holds, itself included, each alias written out. */
  readonly size: number;
  /** How many maps and lists stand in each other. */
  readonly depth: number;
}

export const locatedScalar = (value: Json, span: Span): Located => ({ value, span, size: 1, depth: 0 });

export const locatedList = (items: readonly Located[], span: Span): Located => ({
  value: items.map(({ value }) => value),
  span,
  children: new Map(items.entries()),
  ...extent(items),
});

/** Object.fromEntries defines its keys, so that `__proto__` is a key like any other. */
export const locatedMap = (entries: ReadonlyMap<string, Located>, span: Span): Located => ({
  value: Object.fromEntries([...entries].map(([key, { value }]) => [key, value])),
  span,
  children: entries,
  ...extent([...entries.values()]),
});

const extent = (items: readonly Located[]): Pick<Located, 'size' | 'depth'> => ({
  size: items.reduce((sum, { size }) => sum + size, 1),
  depth: items.reduce((most, { depth }) => Math.max(most, depth), 0) + 1,
});
