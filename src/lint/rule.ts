import type { Consumer } from '../callers/decide/consumers';
import type { Data } from '../diagnostics/fill';
import type { Untold } from '../generate/hookEnvironment';
import type { Rehearsal } from '../rehearse/rehearse';
import type { Trail } from '../template/json';
import type { Template } from '../template/template';
import type { Compilation } from '../version/compilation';
import type { LintCode } from './table';

/** A template that the macro takes, as its author wrote it, and what the macro decided about it. */
export interface Subject extends Omit<Compilation, 'diagnostics'> {
  /** What the macro makes of it. */
  readonly output: Template;
  readonly consumers: readonly Consumer[];
  /** Hooks whose environment has no room for the version that they test. */
  readonly untold: readonly Untold[];
  /** Of the functions whose traffic is known. */
  readonly rehearsals?: readonly Rehearsal[];
}

/** One thing that a rule has seen. Its code is the rule's own. */
export interface Remark {
  /** In the author's template. */
  readonly path: Trail;
  readonly data: Data;
  /** Logical ids of the resources whose Ignore may silence it. */
  readonly about: readonly string[];
}

/** One file in rules/ that exports the rule under the file's name; the list of all is made from the folder. It names places; the words are in table.ts. */
export interface Rule {
  readonly code: LintCode;
  check(subject: Subject): Iterable<Remark>;
}
