import type { ChangedResource, PlannedFunction } from '../../schema';
import type { Deployable } from '../../side';

/** What is compared, for those who look for what a shift of traffic cannot protect. */
export interface Context {
  readonly before: Deployable;
  readonly after: Deployable;
  readonly resources: readonly ChangedResource[];
  /** Functions whose alias serves a version before and after. */
  readonly serving: readonly string[];
  readonly functions: readonly PlannedFunction[];
}
