import type { Json, JsonObject } from '../../src/template/json';
import { type Case, publishes } from './publish';

const layer = (S3Key: string, more: JsonObject = {}): JsonObject => ({
  Type: 'AWS::Lambda::LayerVersion',
  Properties: { Content: { S3Bucket: 'b', S3Key }, ...more },
});
const withLayers = (Layers: Json, resources: JsonObject, sections?: JsonObject): Case => ({ properties: { Layers }, resources, sections });

test.each<[how: string, reference: Json]>([
  ['Ref', { Ref: 'Layer' }],
  ['Fn::Sub', { 'Fn::Sub': '${Layer}' }],
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Layer', 'LayerVersionArn'] }],
  ['an undecided Fn::If', { 'Fn::If': ['Late', { Ref: 'Layer' }, 'arn:other'] }],
])('a change of a layer version that is named by %s publishes', (_, reference) => {
  const sections = { Conditions: { Late: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] } } };
  const one = withLayers([reference], { Layer: layer('one.zip') }, sections);
  expect(publishes(one, withLayers([reference], { Layer: layer('two.zip') }, sections))).toBe(true);
  expect(publishes(one, withLayers([reference], { Layer: layer('one.zip', { Description: 'new' }) }, sections))).toBe(true);
  expect(publishes(one, withLayers([reference], { Layer: layer('one.zip'), Other: layer('three.zip') }, sections))).toBe(false);
});

test('a parameter in the layer publishes', () => {
  const sections = { Parameters: { Key: { Type: 'String', Default: 'one.zip' } } };
  const resources = { Layer: { ...layer(''), Properties: { Content: { S3Bucket: 'b', S3Key: { Ref: 'Key' } } } } };
  const one = withLayers([{ Ref: 'Layer' }], resources, sections);
  expect(publishes(one, { ...one, parameterValues: { Key: 'two.zip' } })).toBe(true);
});

test("what is no layer's content does not publish", () => {
  const one = withLayers([{ Ref: 'Layer' }], { Layer: layer('one.zip') });
  const other = { ...layer('one.zip'), DeletionPolicy: 'Retain', Metadata: { SamResourceId: 'Layer' }, DependsOn: [] };
  expect(publishes(one, withLayers([{ Ref: 'Layer' }], { Layer: other }))).toBe(false);
});

test('a layer that a decided Fn::If leaves out does not publish', () => {
  const sections = {
    Parameters: { Stage: { Type: 'String', Default: 'prod' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  };
  const layers = [{ 'Fn::If': ['IsProd', { Ref: 'Used' }, { Ref: 'Unused' }] }];
  const one = withLayers(layers, { Used: layer('one.zip'), Unused: layer('one.zip') }, sections);
  expect(publishes(one, withLayers(layers, { Used: layer('two.zip'), Unused: layer('one.zip') }, sections))).toBe(true);
  expect(publishes(one, withLayers(layers, { Used: layer('one.zip'), Unused: layer('two.zip') }, sections))).toBe(false);
});

test("SAM's layers are followed as well", () => {
  const sam = (ContentUri: string): JsonObject => ({ Type: 'AWS::Serverless::LayerVersion', Properties: { ContentUri } });
  expect(publishes(withLayers([{ Ref: 'Layer' }], { Layer: sam('one') }), withLayers([{ Ref: 'Layer' }], { Layer: sam('two') }))).toBe(
    true,
  );
});

test('what only knows the ARN of a layer is none', () => {
  const custom = (Serial: string): JsonObject => ({ Type: 'Custom::Layer', Properties: { ServiceToken: 'arn', Serial } });
  const layers = [{ 'Fn::GetAtt': ['Layer', 'Arn'] }];
  expect(publishes(withLayers(layers, { Layer: custom('1') }), withLayers(layers, { Layer: custom('2') }))).toBe(false);
});
