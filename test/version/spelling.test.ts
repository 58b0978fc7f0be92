import type { Json, JsonObject } from '../../src/template/json';
import { type Case, publishes, released } from './publish';

const sections: JsonObject = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev' },
    List: { Type: 'CommaDelimitedList', Default: 'a,b' },
    Size: { Type: 'Number', Default: 512 },
  },
  Conditions: { IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] }, Late: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] } },
  Mappings: { Map: { dev: { Name: 'x' } } },
};
const resources: JsonObject = { Table: { Type: 'AWS::DynamoDB::Table', Properties: {} } };
const variable = (value: Json): Case => ({ sections, resources, properties: { Environment: { Variables: { A: value } } } });

test.each<[one: Json, other: Json]>([
  [{ Ref: 'Table' }, { 'Fn::Sub': '${Table}' }],
  [{ Ref: 'Table' }, { 'Fn::Join': ['', [{ Ref: 'Table' }]] }],
  [{ Ref: 'Table' }, { 'Fn::Select': ['0', [{ Ref: 'Table' }]] }],
  [{ 'Fn::GetAtt': ['Table', 'Arn'] }, { 'Fn::GetAtt': 'Table.Arn' }],
  [{ 'Fn::GetAtt': ['Table', 'Arn'] }, { 'Fn::Sub': '${Table.Arn}' }],
  [{ 'Fn::GetAtt': ['Table', 'Stream.Arn'] }, { 'Fn::GetAtt': ['Table', 'Stream', 'Arn'] }],
  [{ 'Fn::Sub': '${Table}/x' }, { 'Fn::Join': ['/', [{ Ref: 'Table' }, 'x']] }],
  [{ 'Fn::Sub': '${Table}/x' }, { 'Fn::Sub': ['${T}/${X}', { T: { Ref: 'Table' }, X: 'x' }] }],
  [{ 'Fn::Sub': 'a-${!Table}' }, 'a-${Table}'],
  [{ 'Fn::Join': ['', ['a', { 'Fn::Join': ['', ['b', { Ref: 'Table' }]] }]] }, { 'Fn::Sub': 'ab${Table}' }],
  ['dev', { Ref: 'Stage' }],
  ['dev', { 'Fn::Sub': '${ Stage }' }],
  ['x', { 'Fn::FindInMap': ['Map', { Ref: 'Stage' }, 'Name'] }],
  ['x', { 'Fn::If': ['IsDev', 'x', 'y'] }],
  ['x', { 'Fn::If': ['Late', 'x', 'x'] }],
  ['a,b', { 'Fn::Join': [',', { Ref: 'List' }] }],
  ['b', { 'Fn::Select': [1, { Ref: 'List' }] }],
  ['true', true],
  ['1', 1],
])('%j and %j are the same', (one, other) => {
  expect(publishes(variable(one), variable(other))).toBe(false);
});

test.each<[one: Json, other: Json]>([
  [{ Ref: 'Table' }, { 'Fn::GetAtt': ['Table', 'Arn'] }],
  [{ Ref: 'Table' }, 'Table'],
  [{ 'Fn::Sub': '${Table}' }, '${Table}'],
  [{ 'Fn::If': ['Late', 'x', 'y'] }, { 'Fn::If': ['Late', 'y', 'x'] }],
  ['1', '01'],
  ['', 'null'],
])('%j and %j are not', (one, other) => {
  expect(publishes(variable(one), variable(other))).toBe(true);
});

test('a number and its text are the same, given by a parameter too', () => {
  const memory = (MemorySize: Json): Case => ({ sections, properties: { MemorySize } });
  expect(publishes(memory(512), memory('512'))).toBe(false);
  expect(publishes(memory(512), memory({ Ref: 'Size' }))).toBe(false);
  expect(publishes(memory({ Ref: 'Size' }), { ...memory({ Ref: 'Size' }), parameterValues: { Size: '512' } })).toBe(false);
});

test('a list parameter is the same as a list and as text', () => {
  const subnets = (SubnetIds: Json, List?: Json): Case => ({
    sections,
    properties: { VpcConfig: { SubnetIds, SecurityGroupIds: ['g'] } },
    parameterValues: List === undefined ? {} : { List },
  });
  const byParameter = { Ref: 'List' };
  expect(publishes(subnets(['a', 'b']), subnets(byParameter))).toBe(false);
  expect(publishes(subnets(byParameter, 'a, b'), subnets(byParameter, ['a', 'b']))).toBe(false);
});

test('the order of keys counts nowhere, the order of a list does', () => {
  const reversed = (value: Json): Json =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, inner]) => [key, reversed(inner)]),
        )
      : value;
  const properties = {
    Environment: { Variables: { B: '2', A: { 'Fn::Sub': ['${X}${Y}', { Y: 'y', X: 'x' }] } } },
    Timeout: 9,
    MemorySize: 512,
  };
  const backwards = reversed(properties) as JsonObject;
  expect(Object.keys(backwards)).toEqual(Object.keys(properties).reverse());
  expect(publishes({ properties }, { properties: backwards })).toBe(false);
  expect(publishes({ properties: { Layers: ['a', 'b'] } }, { properties: { Layers: ['b', 'a'] } })).toBe(true);
});

test('where a value moves from one key to another is a change', () => {
  const variables = (Variables: JsonObject): Case => ({ properties: { Environment: { Variables } } });
  expect(publishes(variables({ A: 'B', B: 'A' }), variables({ A: 'A', B: 'B' }))).toBe(true);
  expect(publishes(variables({ A: '1,"B":"2"' }), variables({ A: '1', B: '2' }))).toBe(true);
  expect(publishes(variables({ 'A B': 'C' }), variables({ A: 'B C' }))).toBe(true);
});

test('equal functions have equal digests, whatever they are called', () => {
  const digest = released({}).digest;
  expect(digest).toMatch(/^[0-9a-z]{10}$/);
  expect(released({ resources: { G: { Type: 'AWS::SNS::Topic' } } }).digest).toBe(digest);
});
