import fc from 'fast-check';
import { ARN_SPELLINGS, ATT_SPELLINGS, NAME_SPELLINGS, REF_SPELLINGS, TEXT_SPELLINGS } from './spellings';

/** Everything random about a template, as plain choices: `build` makes the template from them, and shrinking stays simple. */
const oneOf = <T extends string>(...options: readonly T[]) => fc.constantFrom(...options);
const spelled = (spellings: object) => fc.constantFrom(...Object.keys(spellings));
const often = fc.boolean();
const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 9);
const index = fc.nat({ max: 50 });

const spellings = fc.record({
  arn: spelled(ARN_SPELLINGS),
  name: spelled(NAME_SPELLINGS),
  ref: spelled(REF_SPELLINGS),
  att: spelled(ATT_SPELLINGS),
  text: spelled(TEXT_SPELLINGS),
});

const condition = oneOf('', '', 'OnFlag', 'OnAlpha', 'OffAlpha', 'OnBoth');

const functionPlan = fc.record({
  mark: oneOf('metadata', 'metadata', 'property', 'sam', 'listed', 'none'),
  alias: oneOf('absent', 'literal', 'dashes', 'parameter', 'sub', 'choice', 'mapping', 'join'),
  type: oneOf('absent', 'None', 'AllAtOnce', 'Canary10Percent5Minutes', 'Canary7Percent3Minutes', 'map', 'parameter', 'ref', 'choice'),
  alarms: oneOf('absent', 'none', 'refs', 'default', 'choice', 'list', 'own'),
  hooks: oneOf('absent', 'pre', 'both', 'choice', 'name', 'arn', 'next', 'before'),
  enabled: oneOf('absent', 'true', 'parameter', 'false'),
  role: oneOf('absent', 'absent', 'literal', 'choice'),
  /** A role of its own, which lets it call the function before it. */
  calls: rarely,
  name: oneOf('absent', 'absent', 'literal', 'sub'),
  description: oneOf('absent', 'text', 'parameter', 'choice', 'long'),
  environment: fc.array(oneOf('table', 'secret', 'ssm', 'arn', 'name', 'version', 'alias', 'pending'), { maxLength: 4 }),
  condition,
  propagateTags: often,
  triggers: often,
  layer: often,
  vpc: often,
  revision: rarely,
  stamp: often,
  versionDescription: rarely,
  deletionPolicy: rarely,
  codeSha: rarely,
  spellings,
});

const callerPlan = fc.record({
  row: fc.nat({ max: 10_000 }),
  first: index,
  second: fc.option(index),
  wrapped: rarely,
  by: oneOf('ours', 'ours', 'foreign', 'nobody'),
  permission: oneOf('none', 'source', 'source', 'everywhere', 'literal'),
  waits: often,
  /** DependsOn as a text: the function itself. */
  depends: rarely,
  listed: oneOf('', '', '', '', 'Keep', 'Move'),
  /** What it calls already, instead of the function as such. */
  already: oneOf('', '', '', '', '', 'alias', 'version', 'number', 'text'),
  condition,
  spellings,
});

const policyPlan = fc.record({
  type: oneOf('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy', 'AWS::IAM::Role'),
  action: oneOf('lambda:InvokeFunction', 'lambda:Invoke*', 'lambda:*', '*', 'lambda:GetFunction', 'LAMBDA:invokefunction'),
  effect: oneOf('Allow', 'Allow', 'Allow', 'Deny'),
  targets: fc.array(index, { minLength: 1, maxLength: 3 }),
  single: often,
  condition,
  spellings,
});

export const planArbitrary = fc.record({
  functions: fc.array(functionPlan, { minLength: 1, maxLength: 4 }),
  callers: fc.array(callerPlan, { maxLength: 8 }),
  policies: fc.array(policyPlan, { maxLength: 2 }),
  /** What the stage of the API serves. */
  stage: oneOf('ours', 'ours', 'pinned', 'outside'),
  outputs: fc.array(fc.record({ of: index, what: oneOf('arn', 'name', 'version', 'alias', 'number', 'group'), spellings }), {
    maxLength: 3,
  }),
  flag: oneOf('yes', 'no'),
  defaults: oneOf('none', 'none', 'metadata', 'params', 'all'),
  listsAsText: often,
  china: rarely,
  hostileNames: rarely,
});

export type Plan = typeof planArbitrary extends fc.Arbitrary<infer T> ? T : never;
export type FunctionPlan = Plan['functions'][number];
export type CallerPlan = Plan['callers'][number];
export type PolicyPlan = Plan['policies'][number];
export type Spellings = CallerPlan['spellings'];
