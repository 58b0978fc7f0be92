import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../src/cli/read/read';
import { expandLanguageExtensions } from '../../src/languageExtensions/expand';
import type { Json, JsonObject } from '../../src/template/json';

const FIXTURES = join('test', 'languageExtensions', 'fixtures');
const read = (name: string, file: string): Json | undefined => {
  const path = join(FIXTURES, name, `${file}.yaml`);
  return existsSync(path) ? parseYaml(readFileSync(path, 'utf8')) : undefined;
};
const all = readdirSync(FIXTURES).sort();
const faults = all.filter((name) => read(name, 'diagnostics') !== undefined);

function run(name: string) {
  const { parameterValues = {} } = (read(name, 'params') ?? {}) as { parameterValues?: JsonObject };
  const input = read(name, 'input') as JsonObject;
  return { input, ...expandLanguageExtensions(input, { region: 'us-east-1', accountId: '123456789012', parameterValues }) };
}

describe.each(all.filter((name) => !faults.includes(name)))('%s', (name) => {
  test('gives the expected template', () => {
    const { template, diagnostics } = run(name);
    expect(diagnostics).toEqual([]);
    expect(template).toEqual(read(name, 'expected'));
  });

  test('gives the same bytes again, changes nothing in the input, and leaves its own output alone', () => {
    const { input, template } = run(name);
    expect(input).toEqual(read(name, 'input'));
    expect(JSON.stringify(run(name).template)).toBe(JSON.stringify(template));
    const again = expandLanguageExtensions(template, { region: 'us-east-1', accountId: '123456789012', parameterValues: {} });
    expect(JSON.stringify(again.template)).toBe(JSON.stringify(template));
  });
});

describe.each(faults)('%s', (name) => {
  test('reports exactly what is expected', () => {
    expect(run(name).diagnostics.map(({ code, path }) => ({ code, path }))).toEqual(read(name, 'diagnostics'));
  });
});

test('at least a third of all cases are errors', () => {
  expect(faults.length * 3).toBeGreaterThanOrEqual(all.length);
});
