import type { Environment } from '../../template/environment';

/** SafeDeploy as an account has registered it, and what CloudFormation tells it about the stack. */
export interface Macro extends Environment {
  readonly name: string;
}
