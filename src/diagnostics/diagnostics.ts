import type { Trail } from '../template/json';
import type { Entry, Severity } from './entry';
import { type Data, fill } from './fill';
import { type Code, TABLE } from './table';

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** Logical id of the resource that it is about; undefined for the template as a whole. */
  readonly resource: string | undefined;
  /** Where in the template, from its root: ['Resources', 'F', 'Metadata', 'SafeDeploy', 'Type']. */
  readonly path: Trail;
  /** One sentence of what is wrong, one of what to do. Neither holds a parameter value. */
  readonly message: string;
  readonly remedy: string;
}

/** Collects what is wrong with a template. Passes name a code and a place; the words are in `table.ts`. */
export class Diagnostics {
  private readonly found: Diagnostic[] = [];
  private readonly seen = new Set<string>();

  report(code: Code, path: Trail, data: Data = {}): void {
    const { severity, text, remedy }: Entry = TABLE[code];
    const resource = path[0] === 'Resources' && path[1] !== undefined ? String(path[1]) : undefined;
    const all = { resource: resource ?? '', ...data };
    const diagnostic = { code, severity, resource, path, message: fill(text, all), remedy: fill(remedy, all) };
    const key = JSON.stringify([code, path, diagnostic.message]);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.found.push(diagnostic);
  }

  get all(): readonly Diagnostic[] {
    return this.found;
  }

  get errors(): readonly Diagnostic[] {
    return this.found.filter(({ severity }) => severity === 'error');
  }

  get hasErrors(): boolean {
    return this.errors.length > 0;
  }
}
