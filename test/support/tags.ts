import type { CollectionTag, ScalarTag } from 'yaml';
import { isMap, isScalar, isSeq, type Node } from 'yaml';

const long = (name: string) => (name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`);
const NAMES = [
  'Ref',
  'Condition',
  'GetAtt',
  'Sub',
  'Join',
  'If',
  'Select',
  'Split',
  'FindInMap',
  'Base64',
  'Cidr',
  'GetAZs',
  'ImportValue',
  'Transform',
  'And',
  'Or',
  'Not',
  'Equals',
  'ToJsonString',
  'Length',
];

/** The short forms of CloudFormation's intrinsics. */
export const cloudFormationTags = NAMES.flatMap((name): (ScalarTag | CollectionTag)[] => [
  {
    tag: `!${name}`,
    resolve: (text: string) => ({
      [long(name)]: name === 'GetAtt' ? [text.slice(0, text.indexOf('.')), text.slice(text.indexOf('.') + 1)] : text,
    }),
  },
  ...(['seq', 'map'] as const).map(
    (collection): CollectionTag => ({ tag: `!${name}`, collection, resolve: (node) => ({ [long(name)]: plain(node) }) as unknown as Node }),
  ),
]);

function plain(node: unknown): unknown {
  if (isSeq(node)) return node.items.map(plain);
  if (isMap(node)) return Object.fromEntries(node.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), plain(value)]));
  if (isScalar(node)) return node.value;
  return node;
}
