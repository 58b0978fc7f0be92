import type { Json, JsonObject } from '../../../src/template/json';
import type { PartCall } from './apis';

/** A resource as it stands in the account. */
export interface Made {
  /** Logical id. */
  readonly id: string;
  readonly type: string;
  /** What its name in the account is: the author's, or one that no other resource ever has. */
  readonly name: string;
  /** For a version, the number that Lambda gave it. */
  readonly number: number;
  /** With every intrinsic evaluated. */
  readonly properties: JsonObject;
  /** As they stand in the template, in one text. */
  readonly written: string;
  readonly deletionPolicy: Json | undefined;
  readonly updateReplacePolicy: Json | undefined;
  /** Logical ids that had to be there first. */
  readonly waitsFor: ReadonlySet<string>;
}

/** A stack between two updates. */
export interface State {
  readonly resources: ReadonlyMap<string, Made>;
  /** The calls that an API's deployment shows, which nothing changes later; by the name of the deployment in the account. */
  readonly pictures: ReadonlyMap<string, readonly PartCall[]>;
  /** The same for the stages outside the template, by the API. */
  readonly outside: ReadonlyMap<string, readonly PartCall[]>;
  /** How many resources there have been: a source of new names. */
  readonly count: number;
}

export const NOTHING: State = { resources: new Map(), pictures: new Map(), outside: new Map(), count: 0 };

export type Action = 'create' | 'keep' | 'replace' | 'remove';

/** One update of a stack, from its beginning to the end of its cleanup. */
export interface Update {
  readonly before: State;
  readonly after: State;
  /** `keep` includes what changes in place. */
  readonly actions: ReadonlyMap<string, Action>;
}

/** Does what is replaced or taken out of the template stay in the account? */
export function isRetained({ before, after, actions }: Update, id: string): boolean {
  const policy = actions.get(id) === 'remove' ? before.resources.get(id)?.deletionPolicy : after.resources.get(id)?.updateReplacePolicy;
  return /^Retain/.test(String(policy));
}
