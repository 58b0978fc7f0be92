/** A check as it travels in the environment of the function that runs it: as its author spelt it, defaults filled in. */
export interface Check {
  readonly Name: string;
  readonly Payload?: unknown;
  readonly Expect: Expect;
  readonly TimeoutSeconds: number;
  /** How many invocations that nobody judges come first. */
  readonly Warm: number;
}

export interface Expect {
  /** true when the function must end with an error. */
  readonly FunctionError?: boolean;
  /** Of an answer in API Gateway's style. */
  readonly StatusCode?: readonly number[];
  /** What the whole answer must hold at least. */
  readonly Json?: unknown;
  /** What the body of an answer in API Gateway's style must hold at least. */
  readonly Body?: unknown;
  /** Path to value: `body.items[0].id`. */
  readonly Values?: Readonly<Record<string, unknown>>;
  readonly Contains?: readonly string[];
  readonly NotContains?: readonly string[];
  readonly WithinMilliseconds?: number;
}

/** Names of the environment variables. A value that only CloudFormation knows stands in a variable of its own. */
export const TARGET = 'TARGET';
export const CHECKS = 'CHECKS';
export const VALUE_KEY = 'SafeDeploy::Value';
export const valueName = (index: number): string => `VALUE_${index}`;
export const VALUE_NAME = /^VALUE_\d+$/;
