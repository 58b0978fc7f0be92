import type { Demand } from './demands';
import type { Gap, Span } from './gaps';

type What = Demand['missing'];

/** What it is about two templates that lets a call fail in between. */
export type Kind =
  /** It refers to the caller, or to what waits for the caller, so that it always comes after. */
  | `the ${What} waits for the caller`
  /** It does so by the name of a stage, which the template says as well. */
  | 'the permission refers to the stage'
  /** It comes in the same update, and nothing says which of the two is first. */
  | `the caller does not wait for the ${What}`
  /** So it may, and the update fails when it does. */
  | `the service looks for the ${What} before that is there`
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

export function kindOfGap({ missing, until, looks }: Demand, { notYet }: Gap<Span>, certain: boolean, isStage: boolean): Kind {
  if (notYet.length > 0) {
    if (looks) return `the service looks for the ${missing} before that is there`;
    if (!certain) return `the caller does not wait for the ${missing}`;
    return isStage && missing === 'permission' ? 'the permission refers to the stage' : `the ${missing} waits for the caller`;
  }
  return until?.phase === 'cleanup' ? `the ${missing} goes before what was replaced` : `the ${missing} goes before the caller does`;
}
