import type { Data, Diagnostic, Severity } from '../../diagnostics/diagnostics';
import type { Place } from '../read/source';
import { CLI_TABLE, type CliCode } from './table';

/** A diagnostic with its place in a file. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
  readonly place: Place;
}

export const fill = (text: string, data: Data): string => text.replace(/\{(\w+)\}/g, (all, name: string) => String(data[name] ?? all));

/** Collects what is wrong, from the core and from the command line. */
export class Findings {
  private readonly found: Finding[] = [];

  report(code: CliCode, place: Place, data: Data = {}): void {
    const { severity, text, remedy } = CLI_TABLE[code];
    this.found.push({ code, severity, message: fill(text, data), remedy: fill(remedy, data), place });
  }

  add({ code, severity, message, remedy }: Diagnostic, place: Place): void {
    this.found.push({ code, severity, message, remedy, place });
  }

  /** In the order of the file. */
  get all(): readonly Finding[] {
    return [...this.found].sort((a, b) => a.place.start - b.place.start);
  }

  get hasErrors(): boolean {
    return this.found.some(({ severity }) => severity === 'error');
  }
}
