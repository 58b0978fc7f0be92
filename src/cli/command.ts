import type { Io } from './io';

export interface Option {
  /** What stands for its value in the help; an option without one is a switch. */
  readonly value?: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  readonly text: string;
}

export interface Arguments {
  readonly positionals: readonly string[];
  /** Every value that was given for an option, in order. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** A command is one file in commands/, registered in commands/index.ts. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly positionals: readonly { readonly name: string; readonly text: string; readonly many?: true; readonly optional?: true }[];
  readonly options: Readonly<Record<string, Option>>;
  readonly examples: readonly { readonly text: string; readonly line: string }[];
  /** What its exit codes mean, where that is not the usual. */
  readonly exits?: string;
  /** The least IAM policy with which it runs, where it asks AWS. */
  readonly policy?: string;
  /** Gives the exit code: 0 done, 1 the template has errors, 2 used wrongly, or what `exits` says. */
  run(given: Arguments, io: Io): Promise<ExitCode>;
}
