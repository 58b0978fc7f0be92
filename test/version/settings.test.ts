import type { Json, JsonObject } from '../../src/template/json';
import { type Case, publishes, released } from './publish';

const said = (settings: JsonObject, more: Case = {}): Case => ({ settings, ...more });
const zip = (S3Key: string): Case['properties'] => ({ Code: { S3Bucket: 'b', S3Key } });

test.each<[setting: string, before: Json | undefined, after: Json]>([
  ['Revision', undefined, 'again'],
  ['Revision', 'again', 'and again'],
  ['Revision', 1, 2],
  ['VersionDescription', undefined, 'first'],
  ['VersionDescription', 'first', 'second'],
])('%s publishes from %p to %p', (setting, before, after) => {
  expect(publishes(said(before === undefined ? {} : { [setting]: before }), said({ [setting]: after }))).toBe(true);
});

test('a revision and a description by parameter publish with its value', () => {
  const sections = { Parameters: { Build: { Type: 'String', Default: '1' } } };
  for (const setting of ['Revision', 'VersionDescription']) {
    const one = said({ [setting]: { 'Fn::Sub': 'build ${Build}' } }, { sections });
    expect(publishes(one, { ...one, parameterValues: { Build: '2' } })).toBe(true);
    expect(publishes(one, said({ [setting]: 'build 1' }, { sections }))).toBe(false);
  }
});

test.each<[setting: string, before: Json, after: Json]>([
  ['Alias', 'live', 'stage'],
  ['Type', 'None', 'Canary10Percent5Minutes'],
  ['Stamp', true, false],
  ['Tags', { a: 'b' }, { a: 'c' }],
  ['PropagateTags', true, false],
  ['VersionDeletionPolicy', 'Retain', 'Delete'],
  ['ProvisionedConcurrencyConfig', { ProvisionedConcurrentExecutions: 1 }, { ProvisionedConcurrentExecutions: 2 }],
  ['FunctionUrl', 'Alias', 'Latest'],
  ['Rollback', [], ['DEPLOYMENT_FAILURE']],
  ['AutoPublishAliasAllProperties', true, false],
])('%s is about the release, not about the version', (setting, before, after) => {
  expect(publishes(said({ [setting]: before }), said({ [setting]: after }))).toBe(false);
});

const takenOver = (more: JsonObject): Case => ({
  resources: {
    First: { Type: 'AWS::Lambda::Version', DeletionPolicy: 'Retain', Properties: { FunctionName: { Ref: 'F' }, ...more } },
  },
});

test("what goes on from the author's version cannot change in place: it publishes, and nothing else of that version does", () => {
  const provisioned = (ProvisionedConcurrentExecutions: Json) =>
    takenOver({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions } });
  const runtime = (UpdateRuntimeOn: string) => takenOver({ RuntimePolicy: { UpdateRuntimeOn } });
  expect(publishes(provisioned(1), provisioned(2))).toBe(true);
  expect(publishes(provisioned(1), takenOver({}))).toBe(true);
  expect(publishes(runtime('Auto'), runtime('FunctionUpdate'))).toBe(true);
  expect(publishes(takenOver({ Description: 'first' }), takenOver({ CodeSha256: 'aGFzaA==' }))).toBe(false);
  expect(publishes(takenOver({}), {})).toBe(false);
});

test('what gives the same version gives the same resource: a version is never edited in place', () => {
  const sections = { Parameters: { P: { Type: 'String', Default: 'first' } } };
  const descriptions: Json[] = ['first', { Ref: 'P' }, { 'Fn::Sub': '${P}' }];
  const [literal, byRef, bySub] = descriptions.map((VersionDescription) => released(said({ VersionDescription }, { sections })));
  expect(byRef?.digest).toBe(literal?.digest);
  expect(bySub?.digest).toBe(literal?.digest);
  const { version, digest } = released({});
  expect(version).toEqual({
    Type: 'AWS::Lambda::Version',
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: { FunctionName: { Ref: 'F' } },
  });
  expect(released({ properties: { Tags: [{ Key: 'a', Value: 'b' }] } })).toMatchObject({ version, digest });
});

describe('AutoPublishCodeSha256', () => {
  const AutoPublishCodeSha256 = '6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b';

  test('stands for the code: the same value under a new key publishes nothing', () => {
    const one = said({ AutoPublishCodeSha256 }, { properties: zip('one.zip') });
    expect(publishes(one, { ...one, properties: zip('two.zip') })).toBe(false);
    expect(publishes(one, { ...one, settings: { AutoPublishCodeSha256: 'another' } })).toBe(true);
  });

  test('everything else still counts', () => {
    const one = said({ AutoPublishCodeSha256 }, { properties: zip('one.zip') });
    expect(publishes(one, { ...one, properties: { ...zip('one.zip'), Timeout: 60 } })).toBe(true);
  });

  test.each<[how: string, value: Json]>([
    ['an empty text', ''],
    ['a parameter with an empty value', { Ref: 'Hash' }],
    ['AWS::NoValue', { Ref: 'AWS::NoValue' }],
  ])('%s is none: the code counts', (_, value) => {
    const sections = { Parameters: { Hash: { Type: 'String', Default: '' } } };
    const one = said({ AutoPublishCodeSha256: value }, { sections, properties: zip('one.zip') });
    expect(publishes(one, { ...one, properties: zip('two.zip') })).toBe(true);
    expect(publishes(one, { sections, properties: zip('one.zip') })).toBe(false);
  });
});
