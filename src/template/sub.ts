/** A piece of the text of a Fn::Sub: literal text, or `${variable}`. `start` and `end` are offsets in the text. */
export type SubPiece =
  | { readonly literal: string; readonly start: number; readonly end: number }
  | { readonly variable: string; readonly start: number; readonly end: number };

const VARIABLE = /\$\{(!?)([^${}]*)\}/g;

/** `${!Literal}` is the text `${Literal}` and refers to nothing. */
export function subPieces(text: string): SubPiece[] {
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
