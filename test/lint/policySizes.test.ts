import fc from 'fast-check';
import { policySizes } from '../../src/lint/policySizes';
import type { Json } from '../../src/template/json';
import { Values } from '../../src/template/values';

const ENVIRONMENT = { region: 'us-east-1', accountId: '123456789012', parameterValues: {} };
const FUNCTION = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'checkout' } };
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:checkout';

function sizeOf(PolicyDocument: Json): number | undefined {
  const alias = { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'F' }, Name: 'live' } };
  const template = { Resources: { F: FUNCTION, Live: alias, P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } } } };
  return policySizes(template, new Values(template, ENVIRONMENT))[0]?.size;
}

/** Keys that no intrinsic has. */
const { document } = fc.letrec<{ document: Json }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme-ascii' }).filter((text) => !text.includes('{{')),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('document')),
    fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{3,9}$/), tie('document')),
  ),
}));

test('a document without intrinsics is as long as its JSON', () => {
  fc.assert(fc.property(document, (node) => sizeOf(node) === JSON.stringify(node).length));
});

test.each<[node: Json, text: string]>([
  [{ 'Fn::GetAtt': ['F', 'Arn'] }, ARN],
  [{ Ref: 'F' }, 'checkout'],
  [{ 'Fn::Sub': '${F.Arn}:*' }, `${ARN}:*`],
  [{ Ref: 'Live' }, `${ARN}:live`],
  [{ 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${F}' }, ARN],
])('%j is as long as what CloudFormation makes of it', (node, text) => {
  expect(sizeOf([node])).toBe(JSON.stringify([text]).length);
});

test('of a condition that nobody knows the longer branch counts', () => {
  expect(sizeOf({ 'Fn::If': ['Unknown', 'a', 'longer'] })).toBe('"longer"'.length);
  expect(sizeOf({ 'Fn::If': ['Unknown', 'a', { Ref: 'AWS::NoValue' }] })).toBe('"a"'.length);
});
