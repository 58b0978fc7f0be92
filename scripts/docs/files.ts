import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callersTables } from './callers';
import { between } from './markers';
import { marksSchema } from './marksSchema';
import { policiesText } from './operations';
import { planPicture } from './planPicture';
import { replacingTable } from './replacing';
import { settingsTable } from './settings';

/** Every file that is generated, wholly or between its markers, with the text it must have. */
export function generatedFiles(root = process.cwd()): Map<string, string> {
  const page = (name: string, text: string, ...parts: [part: string, text: string][]): [string, string] => {
    const path = join(root, 'docs', name);
    const whole = between(readFileSync(path, 'utf8'), text);
    return [path, parts.reduce((before, [part, own]) => between(before, own, part), whole)];
  };
  return new Map([
    page('callers.md', callersTables()),
    page('operations.md', policiesText()),
    page('settings.md', settingsTable(), ['replacing', replacingTable()]),
    [join(root, 'docs', 'plan.svg'), planPicture()],
    [join(root, 'schema', 'safedeploy.schema.json'), `${JSON.stringify(marksSchema(), null, 2)}\n`],
  ]);
}
