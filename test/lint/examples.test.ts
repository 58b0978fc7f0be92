import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { said } from '../../scripts/diagnostics/said';
import { ENTRIES } from '../../src/cli/lint/entries';
import { WITHOUT_EXAMPLE } from '../../src/cli/lint/withoutExample';

const EXAMPLES = join('src', 'diagnostics', 'examples');
const codes = readdirSync(EXAMPLES).sort();

const codesOf = async (code: string, kind: 'bad' | 'good') => {
  const findings = await said(code, join(EXAMPLES, code, `${kind}.yaml`));
  return [...new Set(findings.map((finding) => finding.code))];
};

test('every code has examples, or a reason why it has none', () => {
  expect([...codes, ...Object.keys(WITHOUT_EXAMPLE)].sort()).toEqual([...ENTRIES.keys()]);
});

describe.each(codes)('%s', (code) => {
  test('is all that is wrong with its bad example', async () => expect(await codesOf(code, 'bad')).toEqual([code]));
  test('is not in its good example, nor is anything else', async () => expect(await codesOf(code, 'good')).toEqual([]));
});
