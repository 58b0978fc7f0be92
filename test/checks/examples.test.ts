import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { readYaml } from '../support/fixtures';

const folder = mkdtempSync(join(tmpdir(), 'safedeploy-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
jest.setTimeout(200_000);

/** What the macro makes of an example with the default values of its parameters. */
function expanded(example: string, values: JsonObject = {}): JsonObject {
  const { Transform, ...fragment } = readYaml(readFileSync(`examples/${example}/template.yaml`, 'utf8')) as JsonObject;
  expect(Transform).toBe('SafeDeploy');
  const defaults = Object.entries((fragment.Parameters ?? {}) as JsonObject).map(([name, parameter]) => [
    name,
    (parameter as JsonObject).Default,
  ]);
  const parameterValues = { ...Object.fromEntries(defaults), ...values };
  const result = transform({ fragment, params: {}, region: 'eu-west-1', accountId: '123456789012', parameterValues });
  expect(result.diagnostics).toEqual([]);
  return result.fragment as JsonObject;
}
const ofType = (template: JsonObject, type: string) =>
  Object.keys(template.Resources as JsonObject).filter((id) => ((template.Resources as JsonObject)[id] as JsonObject).Type === type);

// release 1.9 of the validator can hang: a process and a time limit for each file, and one more try on a busy machine
function findings(template: JsonObject, name: string): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(template));
  for (const timeout of [30_000, 90_000]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/validate.mjs', file], { timeout, encoding: 'utf8' });
    if (status !== null) return stdout + stderr;
  }
  return `no answer about ${file}`;
}

test.each(['alarms', 'checks', 'schedules'])('@aws/cloudformation-validate finds nothing in what comes out of examples/%s', (example) => {
  expect(findings(expanded(example), example)).toBe('');
});

test('the safe API has twenty lines, and nothing in them but the API', () => {
  const lines = readFileSync('examples/checks/template.yaml', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines.length).toBeLessThanOrEqual(21);
  const template = expanded('checks');
  expect(ofType(template, 'AWS::CloudWatch::Alarm')).toEqual(['OrdersAliasErrorsAlarm', 'OrdersVersionErrorsAlarm']);
  expect(ofType(template, 'AWS::Lambda::Function')).toEqual(['Orders', 'OrdersPreTrafficChecks']);
  expect(JSON.stringify((template.Resources as JsonObject).Api)).toContain('"uri":{"Ref":"OrdersAliaslive"}');
});

test('one parameter takes the alarms out of the way, and keeps them', () => {
  const group = (values: JsonObject) => JSON.stringify((expanded('alarms', values).Resources as JsonObject).BillingDeploymentGroup);
  expect(group({})).toContain('"AlarmConfiguration":{"Enabled":true,');
  expect(group({ IgnoreAlarms: 'true' })).toContain('"AlarmConfiguration":{"Enabled":false}');
  expect(ofType(expanded('alarms', { IgnoreAlarms: 'true' }), 'AWS::CloudWatch::Alarm')).toHaveLength(10);
});

test('each schedule that CodeDeploy does not have gets one config without a name', () => {
  const template = expanded('schedules');
  const configs = ofType(template, 'AWS::CodeDeploy::DeploymentConfig');
  expect(configs).toEqual(['SafeDeployCanary5Percent20Minutes', 'SafeDeployLinear25PercentEvery15Minutes']);
  expect(JSON.stringify(configs.map((id) => (template.Resources as JsonObject)[id]))).not.toContain('Name');
});
