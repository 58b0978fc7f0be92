import type { JsonObject, Trail } from '../../template/json';

/** The keys that the author wrote at a path, in order; none where the path was not there. */
export type KeysAt = (path: Trail) => readonly string[];

const INDEX = /^(?:0|[1-9]\d{0,9})$/;

/** The keys of a map as its author ordered them. JavaScript puts keys such as 200 first, before `default`. */
export function orderedKeys(map: JsonObject, path: Trail, keysAt: KeysAt): string[] {
  const keys = Object.keys(map);
  if (!keys.some((key) => INDEX.test(key))) return keys;
  const ranks = new Map(keysAt(path).map((key, rank) => [key, rank]));
  const rank = (key: string) => ranks.get(key) ?? Number.MAX_SAFE_INTEGER;
  return keys.sort((a, b) => rank(a) - rank(b));
}
