import type { Environment } from '../../template/environment';

/** SafeDeploy as an account has registered it, and what CloudFormation tells it about the stack. */
export interface Macro extends Environment {
  readonly name: string;
  readonly others?: OtherTransforms;
}

/** What the other transforms of a template need. */
export interface OtherTransforms {
  /** The Python that has SAM's translator, where the user names one. */
  readonly sam: string | undefined;
  /** Files of this machine, by the place in S3 from which AWS::Include would take them. */
  readonly includes: ReadonlyMap<string, string>;
}
