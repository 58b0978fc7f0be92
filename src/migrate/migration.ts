import type { Data } from '../diagnostics/fill';
import type { Trail } from '../template/json';
import type { Edit } from './edits';
import type { MigrateCode } from './table';

/** Something that the author has to know, with the place that it is about. */
export interface Remark {
  readonly code: MigrateCode;
  readonly path: Trail;
  readonly data: Data;
}

/** The edits that take one thing over. They are made together or not at all. */
export interface Step {
  /** The function, or what else is migrated as a whole. */
  readonly of: string;
  readonly path: Trail;
  /** What people call what is migrated; none where it only serves the others. */
  readonly names: readonly string[];
  readonly edits: readonly Edit[];
}

export interface Migration {
  readonly steps: readonly Step[];
  readonly remarks: readonly Remark[];
}

/** What most remedies end with. */
export const AGAIN = ', and run safedeploy migrate again';

/** Logical ids that cannot be changed in the file, whatever their settings are. */
export type Untouchable = ReadonlySet<string>;

export const NOTHING_TO_MIGRATE: Migration = { steps: [], remarks: [] };
