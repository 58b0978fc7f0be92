import type { Point, Precedes } from './order';

/** When something holds: from the beginning where `from` is absent, for ever where `until` is. */
export interface Span {
  readonly from?: Point;
  readonly until?: Point;
}

/** One moment at which what is needed is not there. */
export interface Gap<S extends Span> {
  readonly notYet: readonly S[];
  readonly gone: readonly S[];
}

/**
 * Is there an order that the dependencies allow, and a moment in it, at which `needed` holds and none of `given` does?
 * A moment divides all points into those that have been and those that are still to come, and nothing that has been may lie behind
 * what is to come. For each of `given` there are two ways not to hold: to come later, or to have gone.
 */
export function gapIn<S extends Span>(needed: Span, given: readonly S[], precedes: Precedes): Gap<S> | undefined {
  const fits = (been: readonly Point[], toCome: readonly Point[]) => toCome.every((late) => !been.some((early) => precedes(late, early)));

  function search(rest: readonly S[], been: readonly Point[], toCome: readonly Point[], gap: Gap<S>): Gap<S> | undefined {
    if (!fits(been, toCome)) return undefined;
    const [first, ...others] = rest;
    if (first === undefined) return gap;
    const later = first.from && search(others, been, [...toCome, first.from], { ...gap, notYet: [...gap.notYet, first] });
    return later ?? (first.until && search(others, [...been, first.until], toCome, { ...gap, gone: [...gap.gone, first] }));
  }

  if (given.some(({ from, until }) => !from && !until)) return undefined;
  return search(given, needed.from ? [needed.from] : [], needed.until ? [needed.until] : [], { notYet: [], gone: [] });
}
