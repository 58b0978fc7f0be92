import type { Trail } from '../../template/json';
import type { Address } from '../find/address';
import type { Mention } from '../find/mentions';
import type { Caller } from '../services/service';
import type { CallingRole } from './callingRole';

export type Outcome = 'moved' | 'copied' | 'widened' | 'kept' | 'left';

/** What became of one mention of one function, for the permissions, the plan and the tests. */
export interface Consumer {
  readonly mention: Mention;
  readonly function: string;
  readonly caller: Caller | undefined;
  readonly service: string | undefined;
  /** moved: it calls the alias now. copied: a permission that stays, and has one beside it on the alias. */
  readonly outcome: Outcome;
  readonly because: string;
  /** Changes that move it; empty for a qualifier, which is a property of its own. */
  readonly address: Address;
  /** Where the name of the alias goes instead, from the root of the template. */
  readonly qualifierAt: Trail | undefined;
  /** It changes before the alias exists, which waits for it: where the alias is new, calls fail until it is there. */
  readonly early?: true;
  /** It would move, but for `Callers: Stay`. */
  readonly stays?: true;
  /** It moved, and somebody goes on serving a snapshot of the call as it was: who, and what to do. */
  readonly stale?: string | undefined;
  /** It moves before these permissions, or policies of its role, are there: its calls are refused until they are. */
  readonly after?: readonly string[] | undefined;
  /** The role that makes the call, where it is one and not a service principal with a permission. */
  readonly role: CallingRole | undefined;
}

/** Does it call the alias, from now on or once nothing says `Callers: Stay` any more? */
export const willMove = ({ outcome, stays }: Consumer): boolean => outcome === 'moved' || stays === true;

export { isPermission } from '../find/place';
