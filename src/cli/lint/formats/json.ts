import type { Finding } from '../../diagnostics/findings';
import { docsOf } from '../../docs';
import { endOf } from './place';

/** Stable, and described in docs/lint.md. */
export const json = (findings: readonly Finding[]): string =>
  `${JSON.stringify(
    findings.map((finding) => {
      const { code, severity, message, remedy, place } = finding;
      const { line, column, source } = place;
      return { file: source.file, line, column, ...endOf(place), code, severity, message, remedy, docs: docsOf(code) };
    }),
    undefined,
    2,
  )}\n`;
