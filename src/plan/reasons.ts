import type { Consumer } from '../callers/decide/consumers';

const NOT_VERIFIED = /^not verified: /;

/** Why a caller is where it is, for its author. `because` of a service's row is the evidence that we have for it. */
export function reasonOf({ outcome, caller, service, because, mention: { owner } }: Consumer): string {
  if (NOT_VERIFIED.test(because)) return `it is not verified that an alias works here with ${service}: list ${owner} in Move if it does`;
  if (outcome !== 'moved' || caller === undefined || because !== caller.because) return because;
  if (typeof caller.how === 'object') return `its ${caller.how.qualifier} names the alias`;
  if (caller.how === 'text') return `its text now names the alias instead of the function, for ${service}`;
  if (caller.how === 'sameForm') return `it names the alias in the same form in which it named the function`;
  return `the ARN of the alias is passed to ${service} instead of the function's`;
}
