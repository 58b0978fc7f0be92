/** `unknown` where it could not be checked. */
export type Status = 'ok' | 'problem' | 'unknown';

/** One line of the doctor. */
export interface Check {
  readonly check: 'identity' | 'installation' | 'function' | 'version' | 'digest' | 'invoke' | 'capabilities' | 'rights';
  readonly status: Status;
  readonly text: string;
  /** What to do, where something is. */
  readonly remedy?: string;
}
