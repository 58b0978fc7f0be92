import type { Deployable } from '../side';

/** What is deployed, and what is about to be: both as CloudFormation sees them. */
export interface Sides {
  readonly before: Deployable;
  readonly after: Deployable;
}

/** What keeps callers allowed on both while they move. */
export const BOTH = 'deploy Permissions: Both in an earlier update';
