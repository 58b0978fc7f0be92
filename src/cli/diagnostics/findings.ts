import type { Diagnostic } from '../../diagnostics/diagnostics';
import type { Severity } from '../../diagnostics/entry';
import { type Data, fill } from '../../diagnostics/fill';
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

/** Collects what is wrong, from the core and from the command line. */
export class Findings {
  private readonly found: Finding[] = [];
  private readonly told = new Set<string>();

  report(code: CliCode, place: Place, data: Data = {}): void {
    const { severity, text, remedy } = CLI_TABLE[code];
    this.push({ code, severity, message: fill(text, data), remedy: fill(remedy, data), place });
  }

  add({ code, severity, message, remedy }: Diagnostic, place: Place): void {
    this.push({ code, severity, message, remedy, place });
  }

  /** What every turn of a loop has at one place is told once. */
  private push(finding: Finding): void {
    const key = JSON.stringify([finding.place.source.file, finding.place.start, finding.code, finding.message]);
    if (this.told.has(key)) return;
    this.told.add(key);
    this.found.push(finding);
  }

  /** In the order of the file. */
  get all(): readonly Finding[] {
    return [...this.found].sort((a, b) => a.place.start - b.place.start);
  }

  get hasErrors(): boolean {
    return this.found.some(({ severity }) => severity === 'error');
  }
}
