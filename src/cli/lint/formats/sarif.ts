import { pathToFileURL } from 'node:url';
import { version } from '../../../../package.json';
import type { Finding } from '../../diagnostics/findings';
import { docsOf } from '../../docs';
import type { Place } from '../../read/source';
import { entryOf } from '../entries';
import { endOf } from './place';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarif(findings: readonly Finding[]): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'SafeDeploy', version, rules: codes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map(({ code, severity, message, remedy, place }) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: severity,
          message: { text: `${message} ${remedy}` },
          locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(place.source.file) }, region: region(place) } }],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rule(code: string) {
  const { title, text, remedy, severity } = entryOf(code) ?? { title: code, text: code, remedy: '', severity: 'error' };
  return {
    id: code,
    shortDescription: { text: title },
    helpUri: docsOf(code),
    help: { text: `${text} ${remedy}`.trim() },
    defaultConfiguration: { level: severity },
  };
}

const region = (place: Place) => {
  const { endLine, endColumn } = endOf(place);
  return { startLine: place.line, startColumn: place.column, endLine, endColumn };
};

/** Relative paths stay relative: the reader knows the folder that they start from. */
function uriOf(file: string): string {
  if (file.startsWith('/')) return pathToFileURL(file).href;
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
