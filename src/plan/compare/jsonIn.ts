import { joinParts } from '../../template/intrinsics';
import { isObject, type Json, mapValues } from '../../template/json';
import { concatenate } from '../../template/text';

/** Between these stands the number of a reference. JSON has none of them in a text. */
const MARK = '\u0001';
const REFERENCE = new RegExp(`${MARK}(\\d+)${MARK}`);

/** The map that a text is as JSON, such as a state machine's definition, with the references that stand in its texts. */
export function jsonIn(node: Json): Json | undefined {
  const parts = joinParts(node);
  if (!/^\s*\{/.test(String(parts[0]))) return undefined;
  const text = parts.map((part, i) => (typeof part === 'string' ? part : `${MARK}${i}${MARK}`)).join('');
  // as JSON writes it inside a text
  const escaped = text.replaceAll(MARK, '\\u0001');
  try {
    return withReferences(JSON.parse(escaped) as Json, parts);
  } catch {
    return undefined; // a reference that is no text, or no JSON at all
  }
}

function withReferences(node: Json, parts: readonly Json[]): Json {
  if (Array.isArray(node)) return node.map((item) => withReferences(item, parts));
  if (isObject(node)) return mapValues(node, (value) => withReferences(value, parts));
  if (typeof node !== 'string' || !node.includes(MARK)) return node;
  return concatenate(node.split(REFERENCE).map((piece, i) => (i % 2 === 0 ? piece : (parts[Number(piece)] ?? ''))));
}
