import type { Json } from './json';

/** Texts that JSON writes as they are. */
const PLAIN = /^[ !#-[\]-~]*$/;

const ofText = (text: string): number => (PLAIN.test(text) ? text.length + 2 : Buffer.byteLength(JSON.stringify(text)));

/** How long a value is as JSON in UTF-8. Writing it down to count would take twice the time, and as much memory again. */
export function bytesOf(value: Json | undefined): number {
  if (typeof value === 'string') return ofText(value);
  if (typeof value !== 'object' || value === null) return String(value).length;
  let bytes = 1; // the first bracket; each member brings a comma or the last one
  if (Array.isArray(value)) for (const item of value) bytes += bytesOf(item) + 1;
  else for (const key in value) bytes += ofText(key) + bytesOf(value[key]) + 2;
  return Math.max(bytes, 2);
}
