/** The value at a time; NaN where there is none. A scalar is the same at all times. */
export type Series = (time: number) => number;
export interface Expression {
  readonly at: Series;
  readonly isScalar: boolean;
}

/** There is no data point. */
export const { isNaN: isMissing } = Number;
export const NOTHING = Number.NaN;

/** Something that is not known here: the text says what, as the object of "knows nothing of". */
export class Unknown extends Error {}
