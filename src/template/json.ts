/** What JSON.parse gives. A template, a fragment and a parameter value are all of this shape. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}
/** The keys and indices that lead from a root to a value in it. */
export type Trail = readonly (string | number)[];

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

export const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** An own property. `object[key]` alone would find `constructor` in every template. */
export const own = (object: unknown, key: string): Json | undefined =>
  isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;

/** CloudFormation takes a single value wherever it takes a list. */
export const asList = (value: Json | undefined): Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

export const valueAt = (root: Json | undefined, trail: Trail): Json | undefined => {
  let value: Json | undefined = root;
  for (const key of trail) {
    if (Array.isArray(value)) value = value[key as number];
    else value = own(value, String(key));
    if (value === undefined) return undefined;
  }
  return value;
};

/** JSON with sorted keys: equal values give equal text, however they were written down. */
export const sortedJson = (value: Json | undefined): string =>
  value === undefined
    ? 'undefined'
    : JSON.stringify(value, (_, inner: unknown) =>
        isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) : inner,
      );

/** The object with its values mapped; the same object when none changes. */
export function mapValues(object: JsonObject, map: (value: Json, key: string) => Json): JsonObject {
  let changed = false;
  const entries = Object.entries(object).map(([key, value]): [string, Json] => {
    const result = map(value, key);
    changed ||= result !== value;
    return [key, result];
  });
  return changed ? Object.fromEntries(entries) : object;
}

export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
