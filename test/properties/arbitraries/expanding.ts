import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/template/json';
import { markedFunction, requestOf } from '../support';

/** What the values below read. */
export const READ = {
  Parameters: {
    Text: { Type: 'String', Default: 'text' },
    Empty: { Type: 'String', Default: '' },
    List: { Type: 'CommaDelimitedList', Default: 'a,bc,,d' },
  },
  Mappings: { M: { one: { short: 'x', list: ['a', 'b', 'c'], long: 'y'.repeat(300) } } },
  Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] }, Late: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, { Ref: 'Text' }] } },
} satisfies JsonObject;
export const READ_VALUES: JsonObject = { Text: 'text', Empty: '', List: ['a', 'bc', '', 'd'] };

const leaf: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { Ref: 'Text' },
  { Ref: 'Empty' },
  { Ref: 'AWS::StackName' },
  { Ref: 'AWS::Region' },
  { 'Fn::GetAtt': ['Other', 'Arn'] },
  { 'Fn::FindInMap': ['M', 'one', 'long'] },
  { 'Fn::FindInMap': ['M', { Ref: 'Text' }, 'short'] },
  { 'Fn::Join': ['-', { Ref: 'List' }] },
  'text',
  '',
);
const list: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { Ref: 'List' },
  { 'Fn::FindInMap': ['M', 'one', 'list'] },
  { 'Fn::Split': ['', { 'Fn::FindInMap': ['M', 'one', 'long'] }] },
);

/** One more level around a value, which may use it many times. */
type Layer = (inner: Json, times: number) => Json;
const layers: fc.Arbitrary<Layer> = fc.constantFrom<Layer>(
  (inner, times) => ({ 'Fn::Sub': ['${A}'.repeat(times), { A: inner }] }),
  (inner, times) => ({ 'Fn::Sub': ['${A}-${Text}${Other.Arn}'.repeat(times), { A: inner, Unused: inner }] }),
  (inner, times) => ({ 'Fn::Join': ['z'.repeat(times), [inner, inner]] }),
  (inner, times) => ({ 'Fn::Join': ['z'.repeat(times), { 'Fn::Split': ['a', inner] }] }),
  (inner) => ({ 'Fn::Join': [', ', [inner, { Ref: 'List' }]] }),
  (inner) => ({ 'Fn::If': ['Yes', inner, 'no'] }),
  (inner) => ({ 'Fn::If': ['Late', inner, { 'Fn::Sub': ['${A}!', { A: inner }] }] }),
  (inner) => ({ 'Fn::Select': [0, [inner, 'other']] }),
  (inner) => ({ 'Fn::Select': [1, { 'Fn::Split': ['t', inner] }] }),
  (inner) => ({ 'Fn::ToJsonString': { a: inner, b: [inner] } }),
  (inner) => ({ 'Fn::Base64': inner }),
);

/** Values that grow with each level, some of them beyond everything. */
export const expandingValue = (most: { readonly levels: number; readonly times: number }): fc.Arbitrary<Json> =>
  fc
    .tuple(leaf, fc.array(fc.tuple(layers, fc.nat({ max: most.times })), { maxLength: most.levels }), fc.option(list))
    .map(([core, around, joined]) => {
      const value = around.reduce<Json>((inner, [layer, times]) => layer(inner, times), core);
      return joined === null ? value : { 'Fn::Join': [value, joined] };
    });

/** Where a template can hold one. */
const PLACES: readonly ((value: Json) => JsonObject)[] = [
  (value) => ({ Resources: { F: markedFunction({}, { Environment: { Variables: { A: value } } }) } }),
  (value) => ({ Resources: { F: markedFunction({}, { FunctionName: value, Description: value }) } }),
  (value) => ({ Resources: { F: markedFunction({ Hooks: { PreTraffic: value }, Alarms: [value], Revision: value }) } }),
  (value) => ({ Resources: { F: markedFunction({ Alias: value, Type: value, Keep: [value] }) } }),
  (value) => ({ Resources: { F: markedFunction(), G: markedFunction() }, Metadata: { SafeDeploy: { Tags: { a: value }, Role: value } } }),
  (value) => ({
    Conditions: { ...READ.Conditions, C: { 'Fn::Equals': [value, 'a'] } },
    Resources: { F: markedFunction({ Enabled: { 'Fn::If': ['C', true, false] } }) },
  }),
  (value) => ({
    Resources: {
      F: markedFunction({}, { FunctionName: 'f' }),
      Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Arn: { 'Fn::Sub': ['${F.Arn}${A}', { A: value }] }, Id: value }] } },
      Flow: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: value } },
      May: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'F' }, Principal: value, SourceArn: value } },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: value, Resource: value }] } },
      },
    },
  }),
];

/** A request whose values would not fit into any memory, or just do. */
export const expandingRequest: fc.Arbitrary<JsonObject> = fc
  .tuple(expandingValue({ levels: 6, times: 400 }), fc.constantFrom(...PLACES))
  .map(([value, place]) => requestOf({ ...READ, ...place(value) }, { templateParameterValues: READ_VALUES }));
