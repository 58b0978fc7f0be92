/** A piece of the text of a Fn::Sub: literal text, or `${variable}`. `start` and `end` are offsets in the text. */
export type SubPiece =
  | { readonly literal: string; readonly start: number; readonly end: number }
  | { readonly variable: string; readonly start: number; readonly end: number };

const VARIABLE = /\$\{(!?)([^${}]*)\}/g;

/** `${!Literal}` is the text `${Literal}` and refers to nothing. */
export function subPieces(text: string): SubPiece[] {
  const pieces: SubPiece[] = [];
  let last = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const start = match.index;
    const end = start + match[0].length;
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
