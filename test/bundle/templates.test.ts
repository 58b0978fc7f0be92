import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestFor } from '../../scripts/demo/request';
import type { MacroResponse } from '../../src/macro/respond';
import type { JsonObject } from '../../src/template/json';
import { readYaml } from '../support/fixtures';
import { Build } from './support/build';
import { answers, node } from './support/run';

const build = new Build();
const folder = mkdtempSync(join(tmpdir(), 'safedeploy-templates-'));
afterAll(build.remove);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
jest.setTimeout(200_000);

/** Release 1.9 of the validator can hang: each file gets a process and a time limit, and one more try on a busy machine. */
function findings(file: string): string {
  for (const seconds of [30, 90]) {
    const { status, stdout, stderr } = node(['scripts/validate.mjs', file], '', seconds);
    if (status !== null) return stdout + stderr;
  }
  return `no answer about ${file}`;
}

function expanded(example: string): string {
  const request = requestFor(readYaml(readFileSync(`examples/${example}/template.yaml`, 'utf8')) as JsonObject);
  return save(example, answers(build.file('macro/index.js'), [request])[0]);
}

function save(name: string, response: MacroResponse | undefined): string {
  expect(response?.errorMessage).toBeUndefined();
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(response?.fragment));
  return file;
}

test('@aws/cloudformation-validate finds nothing in the one-file template', () => {
  expect(findings(build.file('safedeploy.yaml'))).toBe('');
});

test.each(['template.yaml', 'install/macro.yaml'])('@aws/cloudformation-validate finds nothing in %s', (file) => {
  expect(findings(file)).toBe('');
});

test.each(['api', 'hooks-and-alarms'])('@aws/cloudformation-validate finds nothing in what comes out of examples/%s', (example) => {
  expect(findings(expanded(example))).toBe('');
});

test('@aws/cloudformation-validate finds nothing in what comes out of examples/sam', () => {
  const event = JSON.parse(readFileSync('events/success-after-sam.json', 'utf8'));
  expect(findings(save('sam', answers(build.file('macro/index.js'), [event])[0]))).toBe('');
});

test('it would find something', () => {
  const file = join(folder, 'wrong.json');
  writeFileSync(file, JSON.stringify({ Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs24.x' } } } }));
  expect(findings(file)).toContain('wrong.json');
});

interface Template {
  readonly Parameters: JsonObject;
  readonly Resources: { readonly Function: { readonly Properties: JsonObject }; readonly Role: JsonObject; readonly LogGroup: JsonObject };
}

test('the two templates give the macro the same function, role, parameters and log', () => {
  const read = (file: string) => readYaml(readFileSync(file, 'utf8')) as unknown as Template;
  const [one, sam] = [read(build.file('safedeploy.yaml')), read('template.yaml')];
  const shared = ({ Resources }: typeof one) => {
    const { Code, CodeUri, Description, AutoPublishAlias, DeploymentPreference, ...rest } = Resources.Function.Properties;
    return rest;
  };
  expect(shared(sam)).toEqual(shared(one));
  expect(sam.Resources.Role).toEqual(one.Resources.Role);
  expect(sam.Resources.LogGroup).toEqual(one.Resources.LogGroup);
  expect(sam.Parameters).toEqual(one.Parameters);
});
