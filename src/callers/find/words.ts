import { APART, CLOSE, type Flat, OPEN, type Stretch, stretchBefore, withBranch } from './flat';
import type { Named, NamesInText } from './namesInText';

/** A word that names a function, in the text around it. */
export interface Word {
  readonly named: Named;
  readonly stretch: Stretch;
  readonly flat: Flat;
  readonly from: number;
  readonly to: number;
  /** Inside a branch of a Fn::If. */
  readonly isBranch: boolean;
}
const WORD = new RegExp(`${APART}[^${CLOSE}]*${CLOSE}|(?:[\\w-]|${OPEN}[^${CLOSE}]*${CLOSE})+`, 'g');

/** `own` is the part of the text in which words are looked for: all of it, or a branch of a Fn::If that begins at `from`. */
export function wordsIn(flat: Flat, names: NamesInText, own = flat, from = 0, first = 0): readonly Word[] {
  const words: Word[] = [];
  WORD.lastIndex = 0;
  for (let match = WORD.exec(flat.text); match; match = WORD.exec(flat.text)) {
    const to = WORD.lastIndex;
    if (match.index < from || to > from + own.text.length) continue;
    const stretch = stretchBefore(flat, to);
    // what a Fn::If gives alone is looked at in its branches
    if (!stretch || (stretch.piece.kind === 'choice' && stretch.from <= match.index)) continue;
    const named = names.named(match[0], stretch);
    if (named) words.push({ named, stretch, flat, from: match.index, to, isBranch: own !== flat });
  }
  for (const [i, { piece }] of own.stretches.entries()) {
    for (const pieces of piece.kind === 'choice' ? piece.branches : []) {
      const branch = names.joined(pieces);
      const around = withBranch(flat, first + i, branch);
      words.push(...wordsIn(around, names, branch, around.from, around.first));
    }
  }
  return words;
}
