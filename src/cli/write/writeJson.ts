import { isObject, type Json, type Trail } from '../../template/json';
import { type KeysAt, orderedKeys } from './order';

/** JSON with an indent of two, as JSON.stringify writes it but for the order of keys. */
export const writeJson = (value: Json, keysAt: KeysAt): string => `${text(value, [], '', keysAt)}\n`;

function text(value: Json, path: Trail, indent: string, keysAt: KeysAt): string {
  const deeper = `${indent}  `;
  const block = (open: string, items: readonly string[], close: string) =>
    items.length === 0 ? open + close : `${open}\n${deeper}${items.join(`,\n${deeper}`)}\n${indent}${close}`;
  if (Array.isArray(value)) {
    return block(
      '[',
      value.map((item, index) => text(item, [...path, index], deeper, keysAt)),
      ']',
    );
  }
  if (!isObject(value)) return JSON.stringify(value);
  const keys = orderedKeys(value, path, keysAt);
  const items = keys.map((key) => `${JSON.stringify(key)}: ${text(value[key] as Json, [...path, key], deeper, keysAt)}`);
  return block('{', items, '}');
}
