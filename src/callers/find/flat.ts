import type { Piece, Spot } from '../../template/expressionText';

/** A piece, and which part of the whole text it gives. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly piece: Piece;
}

/** The text that an expression gives, as far as it is known, and where each part of it was written. */
export interface Flat {
  readonly text: string;
  readonly stretches: readonly Stretch[];
}

/** Around the words that stand for what is not known: characters that no template has. `APART` begins one that is no part of a longer name. */
export const OPEN = '\uFFFA';
export const APART = '\uFFFB';
export const CLOSE = '\uFFFC';
const UNKNOWN = new RegExp(`[${OPEN}${APART}${CLOSE}]`);
export const isUnknown = (text: string): boolean => UNKNOWN.test(text);

export function flat(pieces: readonly Piece[], textOf: (piece: Piece) => string): Flat {
  const stretches: Stretch[] = [];
  let text = '';
  for (const piece of pieces) {
    const from = text.length;
    text += textOf(piece);
    stretches.push({ from, to: text.length, piece });
  }
  return { text, stretches };
}

/** The stretch that holds the character before a position. */
export function stretchBefore({ stretches }: Flat, position: number): Stretch | undefined {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle] as Stretch).to < position) low = middle + 1;
    else high = middle;
  }
  return stretches[low];
}

/** Where a part of the text was written, or as much of its end as stands in one place; undefined for what cannot be changed alone. */
export function spotOf(whole: Flat, from: number, to: number): Spot | undefined {
  const stretch = stretchBefore(whole, to);
  const spot = stretch?.piece.spot;
  if (!stretch || !spot) return undefined;
  if (stretch.piece.kind !== 'text') return to === stretch.to ? spot : undefined;
  const at = (position: number) => (spot.start ?? 0) + position - stretch.from;
  return { trail: spot.trail, start: at(Math.max(from, stretch.from)), end: at(to) };
}

/** How much around a branch of a Fn::If is looked at. */
const CHARACTERS = 1_000;
const PIECES = 40;

/** One branch in place of its Fn::If, with what stands around it: the stretch `first`, at `from`, is its first. */
export function withBranch({ text, stretches }: Flat, i: number, branch: Flat): Flat & { readonly first: number; readonly from: number } {
  const choice = stretches[i] as Stretch;
  const before = stretches.slice(Math.max(0, i - PIECES), i);
  const after = stretches.slice(i + 1, i + 1 + PIECES);
  const start = Math.max(before[0]?.from ?? 0, choice.from - CHARACTERS);
  const end = Math.min(after.at(-1)?.to ?? choice.to, choice.to + CHARACTERS);
  const from = choice.from - start;
  const shifted = (some: readonly Stretch[], by: number) => some.map((one) => ({ ...one, from: one.from + by, to: one.to + by }));
  return {
    first: before.length,
    from,
    text: text.slice(start, choice.from) + branch.text + text.slice(choice.to, end),
    stretches: [...shifted(before, -start), ...shifted(branch.stretches, from), ...shifted(after, from + branch.text.length - choice.to)],
  };
}
