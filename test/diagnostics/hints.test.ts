import { didYouMean, distance } from '../../src/diagnostics/nearest';
import type { Json } from '../../src/template/json';
import { marked, reportsOn } from './report';

const reportOn = (name: string, value: Json) => reportsOn({ Resources: { F: marked({ [name]: value }) } })[0];

test.each<[written: string, meant: string]>([
  ['Alis', 'Alias'],
  ['alias', 'Alias'],
  ['AliasName', 'Alias'],
  ['Alarm', 'Alarms'],
  ['hooks', 'Hooks'],
  ['Enable', 'Enabled'],
  ['PermissionBoundary', 'PermissionsBoundary'],
  ['TriggerConfiguration', 'TriggerConfigurations'],
  ['ProvisionedConcurrency', 'ProvisionedConcurrencyConfig'],
  ['RollBack', 'Rollback'],
])('%s is nearly %s', (written, meant) => {
  expect(reportOn(written, 'x')?.message).toBe(`Unknown setting "${written}". Did you mean ${meant}?`);
});

test.each([
  ['Colour', ''],
  ['AutoPublishAlias', ' Use Alias here.'],
  ['DeploymentPreference', ' Move its settings one level up.'],
  ['constructor', ''],
])('%s has the hint "%s"', (written, hint) => {
  expect(reportOn(written, 'x')?.message).toBe(`Unknown setting "${written}".${hint}`);
});

test('a misspelt hook names the hook', () => {
  expect(reportOn('Hooks', { PreTrafic: 'x' })?.message).toContain('Did you mean PreTraffic?');
});

test.each([
  ['Canary10Percents5Minutes', 'Canary10Percent5Minutes'],
  ['canary10percent30minutes', 'Canary10Percent30Minutes'],
  ['linear10percentevery3minutes', 'Linear10PercentEvery3Minutes'],
  ['All-At-Once', 'AllAtOnce'],
])('the near miss %s names the nearest schedule', (written, meant) => {
  expect(reportOn('Type', written)?.remedy).toBe(`Write ${meant}.`);
});

test('the distance of two words is the number of letters to change', () => {
  expect(distance('Hooks', 'Hooks')).toBe(0);
  expect(distance('Hoks', 'Hooks')).toBe(1);
  expect(distance('kitten', 'sitting')).toBe(3);
  expect(distance('', 'abc')).toBe(3);
  expect(didYouMean('x'.repeat(100_000), ['Alias'])).toBe('');
});

/** SAM's own properties are the usual case. */
test.each([
  ['CodeUri', ' Did you mean Code?'],
  ['Tracing', ' Did you mean TracingConfig?'],
  ['Colour', ''],
])('the property %s has the hint "%s"', (name, hint) => {
  const [report] = reportsOn({ Resources: { F: marked({}, { [name]: 'x' }) } });
  expect(report?.message).toBe(`F has the property ${name}, and SafeDeploy does not know whether it is part of a version.${hint}`);
});
