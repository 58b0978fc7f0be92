import { parseDocument } from 'yaml';
import type { Findings } from '../diagnostics/findings';
import type { Located } from './located';
import type { Source } from './source';
import { type PlainStyle, YamlNodes } from './yamlNodes';

/** Every scalar comes as text: what it means is decided in scalars.ts, duplicate keys and tags in yamlNodes.ts. */
export const YAML_OPTIONS = {
  version: '1.1',
  schema: 'failsafe',
  uniqueKeys: false,
  prettyErrors: false,
  resolveKnownTags: false,
  logLevel: 'error',
} as const;
const START = { start: 0, end: 0 };

/** The value of a YAML file and the place of everything in it. undefined when it can't be read, which is reported. */
export function readYaml(source: Source, findings: Findings, plain: PlainStyle = 'typed'): Located | undefined {
  const document = parseDocument(source.text, YAML_OPTIONS);
  // what follows the first fault is mostly its consequence
  const [fault] = document.errors;
  if (fault) {
    const place = source.place({ start: fault.pos[0], end: fault.pos[1] });
    if (fault.code === 'MULTIPLE_DOCS') findings.report('SD1106', place);
    else if (fault.code === 'RESOURCE_EXHAUSTION') findings.report('SD1116', place);
    else findings.report('SD1103', place, { fault: fault.message });
    return undefined;
  }
  const root = document.contents ? new YamlNodes(source, findings, plain).read(document.contents) : undefined;
  if (root === undefined || root.value === null) findings.report('SD1105', source.place(START));
  return findings.hasErrors ? undefined : root;
}
