import fc from 'fast-check';
import { SERVICES } from '../../../src/callers/services';
import { SETTINGS } from '../../../src/settings/schema';
import { isObject, type Json, type JsonObject } from '../../../src/template/json';
import { build } from './build';
import { planArbitrary } from './plan';

/** Names that JavaScript, a regular expression, a Fn::Sub or a logical id could stumble over. */
const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'length',
  '0',
  '-1',
  '1e3',
  '',
  ' ',
  'F',
  'G',
  'C',
  'P',
  'M',
  'ünï',
  '\u2028',
  '\ud800',
  'a.b',
  '${F}',
  '$&',
  '(a+)+$',
  'Fn::',
  'Fn::ForEach::X',
  'Fn::Transform',
];
const INTRINSICS = [
  'Ref',
  'Condition',
  'Fn::GetAtt',
  'Fn::Sub',
  'Fn::Join',
  'Fn::If',
  'Fn::Select',
  'Fn::Split',
  'Fn::FindInMap',
  'Fn::Equals',
  'Fn::And',
  'Fn::Or',
  'Fn::Not',
  'Fn::ToJsonString',
  'Fn::Length',
];
const WORDS = [
  'Resources',
  'Metadata',
  'SafeDeploy',
  'Properties',
  'Type',
  'Statement',
  'Effect',
  'Action',
  'Resource',
  'FunctionName',
  'Percent',
  'Minutes',
  'Canary',
  'PreTraffic',
  'Key',
  'Value',
];
const TEXTS = [
  ...KEYS,
  'AWS::NoValue',
  'AWS::Region',
  'F.Arn',
  'F.Version',
  'F.Alias.Name',
  'G.DeploymentGroup',
  '${F.Arn}:$LATEST',
  '${!F}${',
  'arn:aws:lambda:eu-west-1:123456789012:function:${F}',
  '**************x',
  'Allow',
  'lambda:*',
  'All',
  'Default',
  'None',
  'Canary10Percent5Minutes',
  'Linear0PercentEvery1Minutes',
  'AWS::Lambda::Function',
  'AWS::Serverless::Function',
  'true',
];

const leaf: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Json>(...TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom<Json>(null, true, false, 0, -1, 1.5, 1e21) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

/** Object.fromEntries makes __proto__ a property like any other, as JSON.parse does. */
const mapOf = (entries: readonly (readonly [string, Json])[]): JsonObject => Object.fromEntries(entries);
const maps = (key: fc.Arbitrary<string>, value: fc.Arbitrary<Json>, maxLength: number): fc.Arbitrary<JsonObject> =>
  fc.array(fc.tuple(key, value), { maxLength }).map(mapOf);

/** Any JSON, but much more often than not something that looks like a piece of a template. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: leaf },
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...INTRINSICS), tie('json')).map((entry) => mapOf([entry])) },
    { weight: 2, arbitrary: fc.array(tie('json'), { maxLength: 4 }) },
    { weight: 2, arbitrary: maps(fc.constantFrom(...KEYS, ...INTRINSICS, ...WORDS), tie('json'), 4) },
  ),
})).json;

const name = fc.constantFrom(...KEYS);
const section = maps(name, anyJson, 4);
const settings = maps(fc.constantFrom(...Object.keys(SETTINGS), ...KEYS), anyJson, 6);
const TYPES = [
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::IAM::Policy',
  ...new Set(SERVICES.flatMap(({ callers }) => Object.keys(callers))),
];

const functionResource = fc.record({ mark: settings, properties: section, more: section, placed: fc.nat({ max: 2 }) }).map(
  ({ mark, properties, more, placed }): JsonObject => ({
    ...more,
    Type: 'AWS::Lambda::Function',
    ...(placed === 0 ? { Metadata: { SafeDeploy: mark } } : {}),
    Properties: { ...properties, ...(placed === 1 ? { SafeDeploy: mark } : placed === 2 ? mark : {}) },
  }),
);
const otherResource = fc
  .record({ type: fc.constantFrom(...TYPES), properties: anyJson, more: section })
  .map(({ type, properties, more }): JsonObject => ({ ...more, Type: type, Properties: properties }));

/** Something that has the outline of a template, with anything at all inside. */
const wildTemplate = fc
  .record({
    functions: maps(name, functionResource, 3),
    others: maps(name, otherResource, 4),
    sections: fc.record({ Parameters: section, Mappings: section, Conditions: section, Outputs: section, Metadata: section }),
  })
  .map(({ functions, others, sections }): JsonObject => ({ ...sections, Resources: { ...others, ...functions } }));

/** What is done to a valid template: where (a walk of choices), and what goes there. */
const damages = fc.array(fc.record({ walk: fc.array(fc.nat({ max: 1000 }), { maxLength: 8 }), what: fc.option(anyJson), key: name }), {
  minLength: 1,
  maxLength: 4,
});

/** A valid template with pieces of it replaced, taken away or added. */
const damagedTemplate = fc
  .tuple(planArbitrary, damages)
  .map(([plan, all]) => all.reduce<Json>((template, one) => damaged(template, one), build(plan).fragment));

function damaged(node: Json, { walk: [step, ...rest], what, key }: { walk: number[]; what: Json; key: string }): Json {
  if (step === undefined || typeof node !== 'object' || node === null) return what;
  const walk = rest;
  if (Array.isArray(node)) {
    const at = step % (node.length + 1);
    return at === node.length ? [...node, what] : node.with(at, damaged(node[at] as Json, { walk, what, key }));
  }
  const keys = Object.keys(node);
  const at = keys[step % (keys.length + 1)];
  if (at === undefined) return mapOf([...Object.entries(node), [key, what]]);
  return mapOf(Object.entries(node).map(([other, inner]) => [other, other === at ? damaged(inner, { walk, what, key }) : inner]));
}

const fragment = fc.oneof(
  { weight: 1, arbitrary: anyJson },
  { weight: 3, arbitrary: wildTemplate },
  { weight: 3, arbitrary: damagedTemplate },
  { weight: 1, arbitrary: damagedTemplate.map((template) => (isObject(template) ? (template.Resources ?? null) : template)) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      functionResource,
      functionResource.map(({ Properties }) => Properties as Json),
    ),
  },
);

/** A request of CloudFormation's form, with anything in it. */
export const hostileRequest = fc.record({
  requestId: fc.oneof(fc.constantFrom<Json>('request', 7, true), anyJson),
  region: fc.oneof(fc.constantFrom<Json>('eu-west-1', 'cn-north-1'), fc.constantFrom<Json>('', '__proto__')),
  accountId: fc.constantFrom<Json>('123456789012', ''),
  transformId: fc.constant('123456789012::SafeDeploy'),
  params: fc.oneof({ weight: 2, arbitrary: fc.constant<Json>({}) }, { weight: 2, arbitrary: settings }, anyJson),
  templateParameterValues: fc.oneof(section, anyJson),
  fragment,
});

/** No request at all. */
export const anyEvent: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything(),
  anyJson,
  maps(fc.constantFrom('requestId', 'region', 'accountId', 'fragment', 'params', 'templateParameterValues'), anyJson, 6),
);
