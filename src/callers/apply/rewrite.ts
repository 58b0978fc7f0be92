import type { Output } from '../../generate/output';
import type { Draft } from '../../template/draft';
import type { Compilation } from '../../version/compilation';
import type { Consumer } from '../decide/consumers';
import type { NamesInText } from '../find/namesInText';

/** What the steps of moving callers share. */
export interface Rewrite extends Compilation {
  readonly draft: Draft;
  readonly output: Output;
  readonly names: NamesInText;
  /** Every mention of a marked function, with what was decided about it before anything was changed. */
  readonly consumers: readonly Consumer[];
}

/** What a step decides about consumers that were not decided before. */
export type Outcomes = ReadonlyMap<Consumer, Partial<Consumer>>;
