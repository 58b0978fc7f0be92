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
export function own(object: unknown, key: string): Json | undefined {
  if (!isObject(object)) return undefined;
  const value = object[key];
  return value !== undefined && Object.hasOwn(object, key) ? value : undefined;
}

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

/** Sets an own property. `object[key] = value` alone would take a key called `__proto__` for something else. */
export function put(object: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}

/** Node.js spreads an object of hundreds of keys ten times as slowly as it sets them. */
function copyOf(object: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(object)) put(copy, key, object[key] as Json);
  return copy;
}

/** Keys in one order, whatever the language of the machine. */
export function sortedKeys(object: object): string[] {
  const keys = Object.keys(object);
  return keys.length > 1 ? keys.sort() : keys;
}

function inOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const sorted: JsonObject = {};
  for (const key of sortedKeys(value)) put(sorted, key, inOrder(value[key] as Json));
  return sorted;
}

/** JSON with sorted keys: equal values give equal text, however they were written down. */
export const sortedJson = (value: Json | undefined): string => (value === undefined ? 'undefined' : JSON.stringify(inOrder(value)));

/** The object with its values mapped; the same object when none changes. */
export function mapValues(object: JsonObject, map: (value: Json, key: string) => Json): JsonObject {
  let copy: JsonObject | undefined;
  for (const key of Object.keys(object)) {
    const before = object[key] as Json;
    const after = map(before, key);
    if (after === before) continue;
    copy ??= copyOf(object);
    put(copy, key, after);
  }
  return copy ?? object;
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
