import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRIES } from '../../src/cli/lint/entries';
import { check } from '../../src/cli/lint/lintTemplate';
import { WITHOUT_EXAMPLE } from '../../src/cli/lint/withoutExample';

const EXAMPLES = join('src', 'diagnostics', 'examples');
const codes = readdirSync(EXAMPLES).sort();

async function* nothing() {}
const request = { parameters: [], parameterFile: undefined, region: 'us-east-1', accountId: '123456789012', macroName: 'SafeDeploy' };
const codesOf = async (code: string, kind: 'bad' | 'good') => {
  const findings = await check({ ...request, template: join(EXAMPLES, code, `${kind}.yaml`) }, new Map(), nothing());
  return [...new Set(findings.map((finding) => finding.code))];
};

test('every code has examples, or a reason why it has none', () => {
  expect([...codes, ...Object.keys(WITHOUT_EXAMPLE)].sort()).toEqual([...ENTRIES.keys()]);
});

describe.each(codes)('%s', (code) => {
  test('is all that is wrong with its bad example', async () => expect(await codesOf(code, 'bad')).toEqual([code]));
  test('is not in its good example, nor is anything else', async () => expect(await codesOf(code, 'good')).toEqual([]));
});
