import { readFileSync } from 'node:fs';
import { asList, type Json, type JsonObject, own } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { readYaml } from '../support/fixtures';
import { textOf } from './pages';

const PAGE = textOf('docs/costs-and-quotas.md');

function generated(settings: string): JsonObject[] {
  const { fragment, diagnostics } = transform({
    fragment: readYaml(`
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: ${settings} }
    Properties: { Code: { S3Bucket: b, S3Key: k }, Handler: i.h, Runtime: nodejs24.x, Timeout: 10, Role: 'arn:aws:iam::111111111111:role/orders' }
`),
    params: {},
    region: 'eu-west-1',
    accountId: '111111111111',
    parameterValues: {},
  });
  expect(diagnostics).toEqual([]);
  return Object.values(own(fragment, 'Resources') as JsonObject) as JsonObject[];
}
const ofType = (resources: JsonObject[], type: string) =>
  resources.filter(({ Type }) => Type === type).map((one) => one.Properties as JsonObject);

/** As CloudWatch counts them: one for a plain alarm, otherwise each metric that is read and not computed. */
const metricsOf = (alarm: JsonObject): number =>
  alarm.Metrics === undefined ? 1 : asList(alarm.Metrics).filter((metric: Json) => own(metric, 'MetricStat') !== undefined).length;

const rows = [...PAGE.matchAll(/^\| (`\w+`.*?) \| (\d)[^|]* \| (\d) \|$/gm)].flatMap(([, maps = '', alarms, metrics]) =>
  [...maps.matchAll(/`(\w+)`/g)].map(([, map]) => [String(map), Number(alarms), Number(metrics)] as const),
);

test('every map has a row', () => {
  expect(rows.map(([map]) => map).sort()).toEqual(['Duration', 'ErrorRate', 'Errors', 'Regression', 'Throttles']);
});

test.each(rows)('%s makes %d alarms of %d metrics', (map, count, metrics) => {
  const alarms = ofType(generated(`{ Alarms: [{ ${map}: {} }] }`), 'AWS::CloudWatch::Alarm');
  expect([alarms.length, alarms.reduce((sum, alarm) => sum + metricsOf(alarm), 0)]).toEqual([count, metrics]);
});

test('by default a function has two metrics, and with an empty list none', () => {
  const metrics = (settings: string) =>
    ofType(generated(settings), 'AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0);
  expect([metrics('{}'), metrics('{ Alarms: [] }')]).toEqual([2, 0]);
  expect(PAGE).toContain('two metrics for each function by default');
});

test('check functions and the macro are as large as the page says, and their logs are kept as long', () => {
  const resources = generated('{ Hooks: { PreTraffic: { Checks: [{}] } } }');
  const sizes = ofType(resources, 'AWS::Lambda::Function').map(({ MemorySize }) => MemorySize);
  expect(sizes).toContain(256);
  expect(ofType(resources, 'AWS::Logs::LogGroup').map(({ RetentionInDays }) => RetentionInDays)).toEqual([30]);
  const macro = own(readYaml(readFileSync('install/safedeploy.yaml', 'utf8').replace(/@\w+@/g, 'x')), 'Resources') as JsonObject;
  expect(Object.values(macro).map((one) => own(own(one, 'Properties'), 'MemorySize'))).toContain(1024);
  expect(Object.values(macro).map((one) => own(own(one, 'Properties'), 'RetentionInDays'))).toContain(90);
  for (const said of ['256 MB', 'kept for 30 days', '1 GB of memory', 'after 90 days']) expect(PAGE).toContain(said);
});

test('at least three resources for each function, and at most two roles for each stack', () => {
  const resources = generated('{ Alarms: [], Role: "arn:aws:iam::111111111111:role/d" }').map(({ Type }) => Type);
  expect(resources.filter((type) => /::(Version|Alias|DeploymentGroup)$/.test(String(type)))).toHaveLength(3);
  expect(ofType(generated('{ Hooks: { PreTraffic: { Checks: [{}] }, PostTraffic: { Checks: [{}] } } }'), 'AWS::IAM::Role')).toHaveLength(2);
});
