/** An error stops the macro. A warning is for people who asked: lint. A note tells them what is as it should be, and may surprise. */
export type Severity = 'error' | 'warning' | 'note';

/** A row of a table of diagnostics. Each part of the program has a table of its own: the macro's bundle holds only the macro's. */
export interface Entry {
  readonly severity: Severity;
  /** For the index of docs/diagnostics. */
  readonly title: string;
  /** One sentence of what is wrong. `{name}` is filled in from the report; `{resource}` is the logical id. */
  readonly text: string;
  /** One sentence of what to do. */
  readonly remedy: string;
}

const entry =
  (severity: Severity) =>
  (title: string, text: string, remedy: string): Entry => ({ severity, title, text, remedy });
export const error = entry('error');
export const warning = entry('warning');
export const note = entry('note');
