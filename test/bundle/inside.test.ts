import { REASONS } from '../../src/callers/decide/reasons';
import { SERVICES } from '../../src/callers/services';
import { TABLE } from '../../src/diagnostics/table';
import { CHECKS_CODE } from '../../src/generate/checks/code';
import { Build } from './support/build';

const build = new Build();
afterAll(build.remove);
const { inputs } = JSON.parse(build.read('macro/meta.json')) as { inputs: Record<string, { bytes: number }> };
const files = Object.keys(inputs);
/** The function that runs checks is a text in it, with the SDK that its own runtime brings along. */
const bundle = build.read('macro/index.js');

test('the macro is made of its own source alone: no AWS SDK, no command line, no zod', () => {
  expect(files).toContain('functions/macro/index.ts');
  expect(files).toContain('src/transform/transform.ts');
  expect(files.filter((file) => /@aws-sdk|@smithy|^src\/cli\/|node_modules\/(zod|yaml)\//.test(file))).toEqual([]);
});

test('it asks Node for its own modules only', () => {
  const required = [...bundle.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name]) => name);
  expect(required.length).toBeGreaterThan(0);
  expect(required.filter((name) => name !== 'node:crypto' && !CHECKS_CODE.includes(`"${name}"`))).toEqual([]);
});

test('prose that only documents show stays outside', () => {
  const rows = SERVICES.flatMap(({ callers }) => Object.values(callers).flat());
  const prose = rows.flatMap(({ because, watch }) => [because, watch ?? because]).filter((text) => text.length > 40);
  const reasons = Object.values(REASONS);
  expect(prose.length).toBeGreaterThan(20);
  expect([...prose, ...reasons].filter((text) => bundle.includes(text))).toEqual([]);
  expect(Object.values(TABLE).filter(({ title }) => bundle.includes(`title:"${title}"`))).toEqual([]);
});

test('every sentence of the table is inside', () => {
  const sentences = Object.values(TABLE).flatMap(({ text, remedy }) => [text, remedy]);
  const plain = sentences.filter((sentence) => !/["'`\\…]/.test(sentence));
  expect(plain.length).toBeGreaterThan(50);
  expect(plain.filter((sentence) => !bundle.includes(sentence))).toEqual([]);
});
