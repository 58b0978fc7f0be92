import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS_CODE } from '../../src/generate/checks/code';
import type { JsonObject } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { readYaml } from '../support/fixtures';

// Like test/fixtures, with the bundle of the check function written as @CHECKS_CODE@: its bytes are esbuild's, not ours.
const FOLDER = join(__dirname, 'templates');
const read = (name: string, file: string) => readYaml(readFileSync(join(FOLDER, name, file), 'utf8')) as JsonObject;

test.each(readdirSync(FOLDER))('checks %s', (name) => {
  const input = read(name, 'input.yaml');
  const given = existsSync(join(FOLDER, name, 'params.yaml')) ? (read(name, 'params.yaml').parameterValues as JsonObject) : {};
  const defaults = Object.entries((input.Parameters ?? {}) as JsonObject).flatMap(([key, parameter]) => {
    const value = (parameter as JsonObject).Default;
    return value === undefined ? [] : [[key, value]];
  });
  const parameterValues = { ...Object.fromEntries(defaults), ...given };
  const result = transform({ fragment: input, params: {}, region: 'eu-west-1', accountId: '123456789012', parameterValues });
  expect(result.diagnostics).toEqual([]);
  const expected = JSON.stringify(read(name, 'expected.yaml')).replaceAll('"@CHECKS_CODE@"', () => JSON.stringify(CHECKS_CODE));
  expect(result.fragment).toEqual(JSON.parse(expected));
  for (const secret of Object.values(given)) expect(JSON.stringify(result.fragment)).not.toContain(secret);
});

test('the code of the check function is small, and needs nothing but the SDK of the runtime', () => {
  expect(Buffer.byteLength(CHECKS_CODE)).toBeLessThan(6_200);
  const required = [...CHECKS_CODE.matchAll(/require\("([^"]+)"\)/g)].map(([, module]) => module);
  expect(required.sort()).toEqual(['@aws-sdk/client-codedeploy', '@aws-sdk/client-lambda', 'node:timers/promises']);
});
