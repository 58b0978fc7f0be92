import type { Finding } from './diagnostics/findings';

/** The command was used wrongly: exit code 2. One sentence for each mistake; none holds a parameter value. */
export class UsageError extends Error {
  readonly mistakes: readonly string[];
  /** Does the help of the command say how to do better? */
  readonly isAboutUsage: boolean = true;

  constructor(...mistakes: string[]) {
    super(mistakes.join(' '));
    this.mistakes = mistakes;
  }
}

/** The command line is right, and what it names is not: a file that is not there, a parameter without a value. Exit code 2 as well. */
export class InputError extends UsageError {
  override readonly isAboutUsage = false;
}

/** A file that was given beside the template can't be read: exit code 2 as well, with the places. */
export class FileError extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super('A file cannot be read.');
  }
}
