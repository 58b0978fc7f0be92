import type { Finding } from '../cli/diagnostics/findings';
import { endOf } from '../cli/lint/formats/place';
import type { Diagnostic, Template } from './types';

/** What the command line shows, as data. A template that was given as an object has paths, and no lines. */
export function diagnosticsOf(findings: readonly Finding[], template: Template): Diagnostic[] {
  return findings.map(({ code, severity, message, remedy, place }) => {
    const { source, line, column, path = [] } = place;
    const found = { code, severity, message, remedy, path };
    return typeof template === 'string' ? { ...found, place: { file: source.file, line, column, ...endOf(place) } } : found;
  });
}
