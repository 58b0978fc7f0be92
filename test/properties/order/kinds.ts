import type { Demand } from './demands';
import type { Gap, Span } from './gaps';

type What = Demand['missing'];

/** What it is about two templates that lets a call fail in between. */
export type Kind =
  /** It refers to the caller, or to what waits for the caller, so that it always comes after. */
  | `the ${What} waits for the caller`
  /** It comes in the same update, and nothing says which of the two is first. */
  | `the caller does not wait for the ${What}`
  /** A role is changed before the one who calls with it, who waits for the role. */
  | `the ${What} goes before the caller does`
  /** What is replaced calls on until it is removed. */
  | `the ${What} goes before what was replaced`
  /** Nobody in the template can tell a stage outside it to show something else. */
  | 'a stage outside the template goes on with the call'
  /** A deployment of an API is not made anew, or may be made before a part of its API has changed. */
  | 'a deployment goes on with the call'
  /** The author's text says the call, before and after. */
  | 'the template goes on with the call'
  | `the ${What} goes for good`;

export const kindOfLoss = ({ missing, goesOn }: Demand): Kind =>
  goesOn === undefined ? `the ${missing} goes for good` : `${goesOn} goes on with the call`;

export function kindOfGap({ missing, until }: Demand, { notYet }: Gap<Span>, certain: boolean): Kind {
  if (notYet.length > 0) return certain ? `the ${missing} waits for the caller` : `the caller does not wait for the ${missing}`;
  return until?.phase === 'cleanup' ? `the ${missing} goes before what was replaced` : `the ${missing} goes before the caller does`;
}
