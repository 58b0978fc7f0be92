import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Environment } from '../template/environment';
import type { Template } from '../template/template';
import type { Values } from '../template/values';
import type { Released } from './released';

/** What every pass after the settings works on. Nobody changes it: what is new goes into an Output, what changes into a Draft. */
export interface Compilation {
  /** The author's template without its marks. */
  readonly template: Template;
  readonly values: Values;
  readonly environment: Environment;
  /** The marked functions by logical id, in the order of the template. */
  readonly functions: ReadonlyMap<string, Released>;
  readonly diagnostics: Diagnostics;
}
