import { isObject, type Json } from '../template/json';

/** Keys sorted and scalars as text: a parameter arrives as "128" where a template says 128. */
export function canonical(value: Json): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return value === null ? null : String(value);
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, canonical(value[key] as Json)]));
}

export const canonicalJson = (value: Json): string => JSON.stringify(canonical(value));
