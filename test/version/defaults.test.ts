import type { Json } from '../../src/template/json';
import { publishes } from './publish';

// https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html: writing the default down changes nothing in Lambda.
const SAME_AS_ABSENT: [property: string, value: Json][] = [
  ['Architectures', ['x86_64']],
  ['DeadLetterConfig', { TargetArn: '' }],
  ['DeadLetterConfig', {}],
  ['Description', ''],
  ['Environment', {}],
  ['Environment', { Variables: {} }],
  ['EphemeralStorage', { Size: 512 }],
  ['EphemeralStorage', { Size: '512' }],
  ['FileSystemConfigs', []],
  ['ImageConfig', {}],
  ['KmsKeyArn', ''],
  ['Layers', []],
  ['LoggingConfig', { LogFormat: 'Text' }],
  ['LoggingConfig', {}],
  ['MemorySize', 128],
  ['MemorySize', '128'],
  ['PackageType', 'Zip'],
  ['SnapStart', { ApplyOn: 'None' }],
  ['Timeout', 3],
  ['TracingConfig', { Mode: 'PassThrough' }],
  ['VpcConfig', { SubnetIds: [], SecurityGroupIds: [] }],
  ['VpcConfig', { Ipv6AllowedForDualStack: false, SubnetIds: [], SecurityGroupIds: [] }],
];

test.each(SAME_AS_ABSENT)('%s: %j is no change', (property, value) => {
  expect(publishes({}, { properties: { [property]: value } })).toBe(false);
});

const NO_VALUE = { Ref: 'AWS::NoValue' };

test.each<[property: string, value: Json]>([
  ['Description', NO_VALUE],
  ['Environment', { Variables: { A: NO_VALUE } }],
  ['Layers', [NO_VALUE]],
  ['SnapStart', NO_VALUE],
  ['Timeout', { 'Fn::If': ['Never', 60, NO_VALUE] }],
])('%s: %j is no change, because AWS::NoValue is nothing', (property, value) => {
  const sections = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } };
  expect(publishes({ sections }, { sections, properties: { [property]: value } })).toBe(false);
});

test('the default of one property is a change of another', () => {
  expect(publishes({}, { properties: { Timeout: 128 } })).toBe(true);
  expect(publishes({}, { properties: { Handler: '' } })).toBe(true);
});
