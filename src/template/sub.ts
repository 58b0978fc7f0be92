/** A piece of the text of a Fn::Sub: literal text, or `${variable}`. `start` and `end` are offsets in the text. */
export type SubPiece =
  | { readonly literal: string; readonly start: number; readonly end: number }
  | { readonly variable: string; readonly start: number; readonly end: number };

const VARIABLE = /\$\{(!?)([^${}]*)\}/g;

/** Each pass reads the same texts. A hostile template has others: they must not fill the memory. */
const known = new Map<string, readonly SubPiece[]>();
const MOST_KNOWN = 2_000;
const LONGEST_KNOWN = 500;

/** `${!Literal}` is the text `${Literal}` and refers to nothing. */
export function subPieces(text: string): readonly SubPiece[] {
  const before = known.get(text);
  if (before) return before;
  const pieces = piecesIn(text);
  if (known.size >= MOST_KNOWN) known.clear();
  if (text.length <= LONGEST_KNOWN) known.set(text, pieces);
  return pieces;
}

function piecesIn(text: string): readonly SubPiece[] {
  if (!text.includes('${')) return text === '' ? [] : [{ literal: text, start: 0, end: text.length }];
  const pieces: SubPiece[] = [];
  let last = 0;
  VARIABLE.lastIndex = 0;
  for (let match = VARIABLE.exec(text); match; match = VARIABLE.exec(text)) {
    const start = match.index;
    const end = VARIABLE.lastIndex;
    if (start > last) pieces.push({ literal: text.slice(last, start), start: last, end: start });
    if (match[1] === '!') pieces.push({ literal: `\${${match[2]}}`, start, end });
    else pieces.push({ variable: (match[2] ?? '').trim(), start, end });
    last = end;
  }
  if (last < text.length) pieces.push({ literal: text.slice(last), start: last, end: text.length });
  return pieces;
}

/** Text that a Fn::Sub shows as it is. */
export const escapeSub = (text: string): string => text.replaceAll('${', '${!');
