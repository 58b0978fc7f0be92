import { type Piece, piecesOf } from '../../template/expressionText';
import { fnIf, ifParts, intrinsicOf, NO_VALUE, sub } from '../../template/intrinsics';
import { isObject, type Json } from '../../template/json';
import { appendText } from '../../template/text';
import type { Released } from '../../version/released';
import { addressesOf } from '../find/address';
import type { NamesInText } from '../find/namesInText';

const LATEST = ':$LATEST';
const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => (piece.kind === 'text' ? piece.text : '?')).join('');

/** `*`, or the function's ARN followed by `*` or `:*`, which CDK writes beside the ARN. */
export function covers(item: Json, id: string): boolean {
  if (item === '*') return true;
  const pieces = intrinsicOf(item) === undefined ? [] : piecesOf(item, (other) => other === id);
  const at = pieces.findIndex((piece) => piece.kind === 'reference' && piece.id === id && piece.attribute === 'Arn');
  const after = textOf(pieces.slice(at + 1));
  return at === 0 && (after === '*' || after === ':*');
}

/**
 * What an item of a statement's Resource says of the alias: its ARN where the item is a function's, `:$LATEST` or not, and the
 * same pattern where the item is a pattern for the function's own name. undefined for any other, `<arn>:*` among them.
 */
export function aliasArn(item: Json, functions: ReadonlyMap<string, Released>, names: NamesInText | undefined): Json | undefined {
  const branches = ifParts(item);
  if (branches) {
    const [condition, yes, no] = branches;
    const [then, otherwise] = [aliasArn(yes, functions, names), aliasArn(no, functions, names)];
    return then === undefined && otherwise === undefined ? undefined : fnIf(condition, then ?? NO_VALUE, otherwise ?? NO_VALUE);
  }
  return names === undefined ? byReference(item, functions) : (byReference(item, functions) ?? byName(item, functions, names));
}

function byName(item: Json, functions: ReadonlyMap<string, Released>, names: NamesInText): Json | undefined {
  for (const { id, settings } of functions.values()) {
    const spelt = addressesOf(item, AS_ARN, names).get(id);
    if (spelt?.qualifiers.has('latest') && names.flatten(item).text.endsWith(LATEST)) return sub(`\${${id}.Arn}:${settings.alias}`);
    if (spelt?.qualifiers.has('none')) return appendText(item, `:${settings.alias}`);
    if (names.isPattern(item, id, settings.alias)) return appendText(withoutLatest(item), `:${settings.alias}`);
  }
  return undefined;
}

/** A name alone is no ARN. */
const AS_ARN = { how: 'text', isCallee: false, condition: undefined } as const;

function byReference(item: Json, functions: ReadonlyMap<string, Released>): Json | undefined {
  if (intrinsicOf(item) === undefined) return undefined;
  const pieces = piecesOf(item, (id) => functions.has(id));
  const at = pieces.findLastIndex(({ kind }) => kind === 'reference');
  const last = pieces[at];
  const after = textOf(pieces.slice(at + 1));
  if (last?.kind !== 'reference' || (after !== '' && after !== LATEST)) return undefined;
  const released = functions.get(last.id);
  const before = textOf(pieces.slice(0, at));
  const isArn = (last.attribute === 'Arn' && before === '') || (last.attribute === '' && before.endsWith(':function:'));
  if (!released || !isArn) return undefined;
  const { alias } = released.settings;
  return after === '' ? appendText(item, `:${alias}`) : sub(`\${${last.id}.Arn}:${alias}`);
}

/** The alias' ARN where the item is exactly the function's ARN with `:$LATEST`. */
export function besideLatest(item: Json, released: Released, names: NamesInText): Json | undefined {
  return names.flatten(item).text.endsWith(LATEST) ? aliasArn(item, new Map([[released.id, released]]), names) : undefined;
}

function withoutLatest(item: Json): Json {
  const text = isObject(item) ? item['Fn::Sub'] : item;
  if (typeof text !== 'string' || !text.endsWith(LATEST)) return item;
  const rest = text.slice(0, -LATEST.length);
  return isObject(item) ? sub(rest) : rest;
}
