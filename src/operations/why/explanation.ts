import type { Evidence } from './evidence';

/** What a rule found: one sentence, what shows it, and how to go on. */
export interface Explanation {
  readonly cause: string;
  readonly evidence: readonly Item[];
  readonly actions: readonly Action[];
}

export interface Item {
  readonly at: Date | undefined;
  readonly what: string;
  readonly text: string;
}

export interface Action {
  readonly text: string;
  readonly command?: string;
}

/** Recognises one cause. Its place in the table matters: the first that recognises something is right. */
export interface Rule {
  readonly name: string;
  recognise(evidence: Evidence): Explanation | undefined;
}

/** A command line to copy. What a shell would take apart is quoted. */
export const command = (...words: readonly string[]): string =>
  words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');

export const aws = ({ stack: { region } }: Evidence, ...words: readonly string[]): string => command('aws', ...words, '--region', region);
