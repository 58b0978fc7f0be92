import type { Json, JsonObject } from '../../src/template/json';
import { type Case, released } from './publish';

const LONGEST = 256;
const sections: JsonObject = {
  Parameters: { Words: { Type: 'String', Default: 'words' }, Build: { Type: 'String', Default: '7' } },
  Conditions: { Late: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] }, Never: { 'Fn::Equals': ['a', 'b'] } },
};
const resources: JsonObject = { Table: { Type: 'AWS::DynamoDB::Table' } };

/** The Description that comes out, with the digest as D. */
function described(Description: Json | undefined, more: Case = {}): Json | undefined {
  const { digest, properties } = released({ sections, resources, properties: { Description }, ...more });
  return properties.Description === undefined ? undefined : JSON.parse(JSON.stringify(properties.Description).replaceAll(digest, 'D'));
}

const NO_VALUE = { Ref: 'AWS::NoValue' };

test.each<[description: Json | undefined, stamped: Json]>([
  [undefined, '[SafeDeploy D]'],
  ['', '[SafeDeploy D]'],
  [NO_VALUE, '[SafeDeploy D]'],
  ['Takes orders.', 'Takes orders. [SafeDeploy D]'],
  [{ Ref: 'Words' }, { 'Fn::Sub': '${Words} [SafeDeploy D]' }],
  [{ 'Fn::Sub': 'in ${AWS::Region}' }, { 'Fn::Sub': 'in ${AWS::Region} [SafeDeploy D]' }],
  [{ 'Fn::Sub': ['${A}', { A: { Ref: 'Words' } }] }, { 'Fn::Sub': ['${A} [SafeDeploy D]', { A: { Ref: 'Words' } }] }],
  [
    { 'Fn::Join': ['-', ['a', { Ref: 'Words' }]] },
    { 'Fn::Join': ['', [{ 'Fn::Join': ['-', ['a', { Ref: 'Words' }]] }, ' [SafeDeploy D]']] },
  ],
  [{ 'Fn::If': ['Late', 'a', 'b'] }, { 'Fn::If': ['Late', 'a [SafeDeploy D]', 'b [SafeDeploy D]'] }],
  [{ 'Fn::If': ['Late', 'a', NO_VALUE] }, { 'Fn::If': ['Late', 'a [SafeDeploy D]', '[SafeDeploy D]'] }],
  [{ 'Fn::If': ['Late', '', { Ref: 'Words' }] }, { 'Fn::If': ['Late', '[SafeDeploy D]', { 'Fn::Sub': '${Words} [SafeDeploy D]' }] }],
])('%j becomes %j', (description, stamped) => {
  expect(described(description)).toEqual(stamped);
});

describe('256 characters', () => {
  const room = LONGEST - ' [SafeDeploy 0123456789]'.length;
  const words = (length: number) => 'w'.repeat(length);

  test('hold a description and its stamp, to the last character', () => {
    const { digest, properties } = released({ properties: { Description: words(room) } });
    expect(properties.Description).toBe(`${words(room)} [SafeDeploy ${digest}]`);
    expect(properties.Description).toHaveLength(LONGEST);
  });

  test('that are full leave the description alone', () => {
    expect(described(words(room + 1))).toBe(words(room + 1));
    expect(described(words(LONGEST))).toBe(words(LONGEST));
  });

  test('are counted in the value of a parameter', () => {
    const Description = { Ref: 'Words' };
    expect(described(Description, { parameterValues: { Words: words(room) }, sections, properties: { Description } })).not.toEqual(
      Description,
    );
    expect(described(Description, { parameterValues: { Words: words(room + 1) }, sections, properties: { Description } })).toEqual(
      Description,
    );
  });

  test('are counted in the longest branch', () => {
    const Description = { 'Fn::If': ['Late', words(room + 1), 'short'] };
    expect(described(Description)).toEqual(Description);
    expect(described({ 'Fn::If': ['Never', words(room + 1), 'short'] })).not.toEqual({ 'Fn::If': ['Never', words(room + 1), 'short'] });
  });

  test('cannot be counted in what only CloudFormation knows', () => {
    const unknown: Json[] = [{ 'Fn::GetAtt': ['Table', 'Arn'] }, { 'Fn::ImportValue': 'words' }, { 'Fn::Sub': 'of ${Table}' }];
    for (const Description of unknown) {
      expect(described(Description)).toEqual(Description);
    }
  });

  test('hold the longest name of a stack', () => {
    const description = (length: number) => ({ 'Fn::Sub': `${words(length)}\${AWS::StackName}` });
    expect(described(description(room - 128))).toEqual({ 'Fn::Sub': `${words(room - 128)}\${AWS::StackName} [SafeDeploy D]` });
    expect(described(description(room - 127))).toEqual(description(room - 127));
  });

  test('hold the digest where they do not hold the revision', () => {
    const Revision = words(20);
    expect(described('short', { settings: { Revision }, properties: { Description: 'short' } })).toBe(`short [SafeDeploy D ${Revision}]`);
    const Description = words(room - 20);
    expect(described(Description, { settings: { Revision }, properties: { Description } })).toBe(`${Description} [SafeDeploy D]`);
  });
});

test('the revision is part of the stamp; by parameter it stays a reference', () => {
  const properties = { Description: 'words' };
  expect(described('words', { properties, settings: { Revision: 7 } })).toBe('words [SafeDeploy D 7]');
  expect(described('words', { sections, properties, settings: { Revision: { Ref: 'Build' } } })).toEqual({
    'Fn::Join': ['', ['words [SafeDeploy D ', { Ref: 'Build' }, ']']],
  });
});

test("SAM's hash is part of the stamp, because SAM writes it there", () => {
  expect(described('words', { properties: { Description: 'words' }, settings: { AutoPublishCodeSha256: 'abc' } })).toBe(
    'words [SafeDeploy D abc]',
  );
});

test('a revision that looks like a variable stays a text', () => {
  const Description = { 'Fn::Sub': 'in ${AWS::Region}' };
  const stamped = described(Description, { properties: { Description }, settings: { Revision: '${Oops}' } });
  expect(stamped).toEqual({ 'Fn::Sub': 'in ${AWS::Region} [SafeDeploy D ${!Oops}]' });
});

test.each<Json>([false, 'false', 'False'])('Stamp: %p leaves the description alone', (Stamp) => {
  expect(described('words', { settings: { Stamp }, properties: { Description: 'words' } })).toBe('words');
  expect(described(undefined, { settings: { Stamp } })).toBeUndefined();
});

test('the stamp is no part of the digest', () => {
  const properties = { Description: 'words' };
  expect(released({ properties, settings: { Stamp: false } }).digest).toBe(released({ properties }).digest);
});
