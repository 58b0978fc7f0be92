import type { Json } from '../template/json';
import type { Resource } from '../template/template';

/** What an author's own version and alias of a function leave to those that SafeDeploy makes. */
export interface TakenOver {
  /** The author's alias: the managed one keeps its logical id and all that SafeDeploy does not set. */
  readonly alias: { readonly id: string; readonly resource: Resource } | undefined;
  /** Logical ids of the author's versions and deployment group that leave the template. */
  readonly gone: readonly string[];
  /** Properties of the author's version that go on to the managed one. */
  readonly version: Readonly<Record<string, Json>>;
}
