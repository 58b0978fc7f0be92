import type { Finding } from '../../diagnostics/findings';
import { endOf } from './place';

/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions: one annotation a line. */
export const github = (findings: readonly Finding[]): string =>
  findings
    .map(({ code, severity, message, remedy, place }) => {
      const { endLine, endColumn } = endOf(place);
      const properties = { file: place.source.file, line: place.line, col: place.column, endLine, endColumn, title: code };
      const said = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
      return `::${severity === 'note' ? 'notice' : severity} ${said.join(',')}::${data(`${message} ${remedy}`)}\n`;
    })
    .join('');

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
