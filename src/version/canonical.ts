import { isObject, type Json, type JsonObject, put, sortedKeys } from '../template/json';

/** Keys sorted and scalars as text: a parameter arrives as "128" where a template says 128. */
export function canonical(value: Json): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return value === null ? null : String(value);
  const sorted: JsonObject = {};
  for (const key of sortedKeys(value)) put(sorted, key, canonical(value[key] as Json));
  return sorted;
}

export const canonicalJson = (value: Json): string => JSON.stringify(canonical(value));
