import type { Consumer } from '../callers/consumers';
import type { Data } from '../diagnostics/diagnostics';
import type { Released } from '../generate/released';
import type { Rehearsal } from '../rehearse/rehearse';
import type { Environment } from '../template/environment';
import type { Trail } from '../template/json';
import type { Template } from '../template/template';
import type { Values } from '../template/values';
import type { LintCode } from './table';

/** A template that the macro takes, and what the macro decided about it. */
export interface Subject {
  /** As its author wrote it. */
  readonly template: Template;
  readonly values: Values;
  readonly environment: Environment;
  readonly functions: ReadonlyMap<string, Released>;
  readonly consumers: readonly Consumer[];
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

/** One file in rules/, listed in rules/index.ts. It names places; the words are in table.ts. */
export interface Rule {
  readonly code: LintCode;
  check(subject: Subject): Iterable<Remark>;
}
