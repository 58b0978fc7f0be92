import type { Environment } from '../../template/environment';
import type { Read } from '../read/bytes';
import type { Answer, Request } from '../sam/translate';

/** SafeDeploy as an account has registered it, and what CloudFormation tells it about the stack. */
export interface Macro extends Environment {
  readonly name: string;
  /** Without it nothing of this machine is looked at. */
  readonly others?: OtherTransforms;
}

/** What the other transforms of a template take from this machine. */
export interface OtherTransforms {
  /** The Python that was named for SAM's translator. */
  readonly python: string | undefined;
  /** Lets SAM's translator work. */
  readonly translate: (request: Request) => Answer;
  /** Reads a file that AWS::Include takes; throws a UsageError. */
  readonly read: (file: string) => Read;
  /** Files of this machine, by the place in S3 from which AWS::Include would take them. */
  readonly includes: ReadonlyMap<string, string>;
}
