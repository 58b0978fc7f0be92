import type { Json, JsonObject } from '../../../src/template/json';
import type { FunctionFact } from './facts';
import type { FunctionPlan, Plan } from './plan';
import { arnOf, nameOf, refTo, UNDECIDED } from './spellings';

/** Ids that hide in one another, or look like something else. */
const IDS = ['Checkout', 'A', 'AAlias', 'Version'];
const NO_VALUE = { Ref: 'AWS::NoValue' };

const ALIASES: Readonly<Record<string, (flag: string) => [said: Json | undefined, is: string]>> = {
  absent: () => [undefined, 'live'],
  literal: () => ['prod', 'prod'],
  dashes: () => ['Pre-prod_2', 'Pre-prod_2'],
  parameter: () => [{ Ref: 'Stage' }, 'blue'],
  sub: () => [{ 'Fn::Sub': 'v-${Stage}' }, 'v-blue'],
  choice: (flag) => [{ 'Fn::If': ['OnFlag', 'chosen', { Ref: 'Stage' }] }, flag === 'yes' ? 'chosen' : 'blue'],
  mapping: () => [{ 'Fn::FindInMap': ['Stages', { Ref: 'Stage' }, 'Alias'] }, 'mapped'],
  join: () => [{ 'Fn::Join': ['-', ['x', { Ref: 'Stage' }]] }, 'x-blue'],
};

const isOwn = (mark: string): boolean => mark === 'metadata' || mark === 'property';
const hasPreference = ({ type }: FunctionPlan): boolean => type !== 'absent' && type !== 'None';

/** The function that a plan's hooks name, where it exists whenever the tested one does. */
function testerOf(functions: readonly FunctionPlan[], i: number): string | undefined {
  const plan = functions[i] as FunctionPlan;
  if (['pre', 'both', 'choice'].includes(plan.hooks)) return 'Smoke';
  const other = plan.hooks === 'next' ? i + 1 : plan.hooks === 'before' ? i - 1 : -1;
  const reachable = functions[other] && ['', plan.condition].includes(functions[other].condition);
  return reachable ? IDS[other] : undefined;
}

/** In SAM's spelling the hooks of a preference that is not written are not written either. */
const saysHooks = (plan: FunctionPlan): boolean => isOwn(plan.mark) || (plan.mark === 'sam' && hasPreference(plan));

export function factsOf({ functions, flag, defaults }: Plan): FunctionFact[] {
  const all = defaults === 'all';
  const fallback = defaults === 'none' || all ? 'live' : 'fallback';
  const testers = new Set(functions.flatMap((plan, i) => (saysHooks(plan) ? (testerOf(functions, i) ?? []) : [])));
  const facts = functions.map((plan, i): FunctionFact => {
    const id = IDS[i] as string;
    const byName = all && (plan.mark === 'none' || plan.mark === 'listed');
    const mark = !byName ? plan.mark : testers.has(id) ? 'none' : 'listed';
    const [wish, is] = (ALIASES[plan.alias] as (typeof ALIASES)[string])(flag);
    const alias = mark === 'listed' || (wish === undefined && isOwn(mark)) ? fallback : is;
    const enabled = plan.enabled !== 'false' && (plan.enabled !== 'parameter' || flag === 'yes');
    const deploys = mark === 'listed' || (enabled && (isOwn(mark) ? plan.type !== 'None' : hasPreference(plan)));
    // a hook is not deployed gradually unless its own mark asks for it
    const asks = isOwn(mark) ? plan.type !== 'absent' : mark === 'sam';
    const deployed = mark !== 'none' && deploys && (asks || !testers.has(id));
    // the name of a function that may not be there may be another's: only references mean the function
    const said = plan.name === 'literal' ? `orders-${i}` : `orders-${i}-\${Suffix}`;
    const name = plan.name === 'absent' || plan.condition !== '' ? undefined : said;
    const tester = deployed && saysHooks({ ...plan, mark: mark as FunctionPlan['mark'] }) ? testerOf(functions, i) : undefined;
    return { id, name, condition: plan.condition, mark, alias: mark === 'none' ? undefined : alias, deployed, tester };
  });
  const smoke = { id: 'Smoke', name: undefined, condition: '', mark: 'listed', alias: fallback, deployed: true, tester: undefined };
  return all && !testers.has('Smoke') ? [...facts, smoke] : facts;
}

/** What callers said about a function: Keep, Move and FunctionUrl. */
export type Wishes = ReadonlyMap<string, JsonObject>;
export const sayable = ({ mark }: FunctionFact): boolean => isOwn(mark);

export function functionResource({ functions, flag }: Plan, i: number, facts: readonly FunctionFact[], wishes: Wishes): JsonObject {
  const plan = functions[i] as FunctionPlan;
  const { id, name, mark } = facts[i] as FunctionFact;
  const properties: JsonObject = {
    Code: { S3Bucket: refTo('Bucket', plan.spellings.ref), S3Key: refTo('Key', plan.spellings.ref) },
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    Role: { 'Fn::GetAtt': [plan.calls ? `${id}Role` : 'Role', 'Arn'] },
    MemorySize: plan.layer ? { Ref: 'Memory' } : { 'Fn::FindInMap': ['Stages', { Ref: 'Stage' }, 'Memory'] },
    Environment: { Variables: environment(plan, i, facts) },
    Tags: [{ Key: 'note', Value: { Ref: 'Note' } }],
    ...(name === undefined ? {} : { FunctionName: name.includes('$') ? { 'Fn::Sub': name } : name }),
    ...(plan.layer ? { Layers: [{ Ref: 'Layer' }] } : {}),
    ...(plan.vpc ? { VpcConfig: { SubnetIds: { Ref: 'Subnets' }, SecurityGroupIds: [] } } : {}),
    ...description(plan),
  };
  const [alias] = (ALIASES[plan.alias] as (typeof ALIASES)[string])(flag);
  const deployment = deploymentSettings(plan, id, testerOf(functions, i));
  const general: JsonObject = {
    ...(plan.propagateTags ? { PropagateTags: true } : {}),
    ...(plan.versionDescription ? { VersionDescription: { Ref: 'Note' } } : {}),
    ...(plan.codeSha ? { AutoPublishCodeSha256: 'abc123' } : {}),
  };
  const own: JsonObject = {
    ...(alias === undefined ? {} : { Alias: alias }),
    ...deployment,
    ...general,
    ...(plan.revision ? { Revision: { Ref: 'Key' } } : {}),
    ...(plan.stamp ? {} : { Stamp: false }),
    ...(wishes.get(id) ?? {}),
  };
  const sam: JsonObject = {
    AutoPublishAlias: alias ?? 'live',
    ...(hasPreference(plan) ? { DeploymentPreference: deployment } : {}),
    ...general,
  };
  return {
    Type: 'AWS::Lambda::Function',
    ...(plan.condition ? { Condition: plan.condition } : {}),
    ...(plan.deletionPolicy ? { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Delete' } : {}),
    Metadata: { Author: 'somebody', ...(mark === 'metadata' ? { SafeDeploy: own } : {}) },
    Properties: { ...properties, ...(mark === 'property' ? { SafeDeploy: own } : mark === 'sam' ? sam : {}) },
  };
}

/** The function before this one, where it exists whenever this one does. */
function reachableFrom(i: number, facts: readonly FunctionFact[]): FunctionFact | undefined {
  const other = i > 0 ? facts[i - 1] : undefined;
  return other && (other.condition === '' || other.condition === facts[i]?.condition) ? other : undefined;
}

/** A role that lets a function call the one before it; two functions that call and test each other are close to a circle. */
export function functionRole(plan: FunctionPlan, i: number, facts: readonly FunctionFact[]): JsonObject {
  const other = reachableFrom(i, facts);
  const Resource = other ? [arnOf(other.id, plan.spellings.arn.startsWith('latest') ? 'sub' : plan.spellings.arn)] : '*';
  const PolicyDocument = { Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource }] };
  return {
    Type: 'AWS::IAM::Role',
    ...(plan.condition ? { Condition: plan.condition } : {}),
    Properties: { AssumeRolePolicyDocument: { Statement: [] }, Policies: [{ PolicyName: 'calls', PolicyDocument }] },
  };
}

function environment({ environment, spellings }: FunctionPlan, i: number, facts: readonly FunctionFact[]): JsonObject {
  const reachable = reachableFrom(i, facts);
  const value = (kind: string): Json => {
    const parameter = { table: 'Table', secret: 'Secret', ssm: 'FromSsm', pending: 'Pending' }[kind];
    if (parameter !== undefined) return refTo(parameter, spellings.ref);
    if (!reachable) return 'nothing';
    if (kind === 'arn') return arnOf(reachable.id, spellings.arn, reachable.name);
    if (kind === 'name' || reachable.alias === undefined) return nameOf(reachable.id, spellings.name, reachable.name);
    return kind === 'version' ? { Ref: `${reachable.id}.Version` } : { 'Fn::Sub': `\${${reachable.id}.Alias}` };
  };
  return Object.fromEntries(environment.map((kind, n) => [`V${n}`, value(kind)]));
}

function description({ description, layer }: FunctionPlan): JsonObject {
  const values: Record<string, Json> = {
    text: 'Takes orders',
    parameter: { 'Fn::Sub': 'about ${Note} and ${!this}' },
    choice: { 'Fn::If': [UNDECIDED, 'One', layer ? NO_VALUE : { Ref: 'Note' }] },
    long: 'x'.repeat(250),
  };
  return description === 'absent' ? {} : { Description: values[description] as Json };
}

function deploymentSettings(plan: FunctionPlan, id: string, tester: string | undefined): JsonObject {
  const types: Record<string, Json> = {
    map: { Canary: { Percent: 12, Minutes: '8' } },
    parameter: { Ref: 'Every' },
    ref: { Ref: 'Config' },
    choice: { 'Fn::If': [UNDECIDED, 'AllAtOnce', 'Canary10Percent5Minutes'] },
  };
  const alarms: Record<string, Json> = {
    none: [],
    refs: [{ Ref: 'Failing' }],
    default: 'Default',
    choice: [{ 'Fn::If': [UNDECIDED, { Ref: 'Failing' }, NO_VALUE] }, 'literal-alarm'],
    list: { Ref: 'AlarmNames' },
    own: [{ Ref: `${id}Alarm` }],
  };
  const smoke = { Ref: 'Smoke' };
  const hooks: Record<string, Json> = {
    pre: { PreTraffic: smoke },
    both: { PreTraffic: { 'Fn::GetAtt': ['Smoke', 'Arn'] }, PostTraffic: smoke },
    choice: { PreTraffic: { 'Fn::If': [UNDECIDED, smoke, NO_VALUE] } },
    name: { PreTraffic: { Ref: 'SmokeName' } },
    ...(tester === undefined ? {} : { next: { PostTraffic: { Ref: tester } }, before: { PreTraffic: { 'Fn::Sub': `\${${tester}.Arn}` } } }),
    arn: { PostTraffic: { 'Fn::Sub': 'arn:${AWS::Partition}:lambda:${AWS::Region}:123456789012:function:elsewhere' } },
  };
  const role = 'arn:aws:iam::123456789012:role/deploys';
  const roles: Record<string, Json> = { literal: role, choice: { 'Fn::If': [UNDECIDED, role, NO_VALUE] } };
  const enabled: Record<string, Json> = { true: 'TRUE', false: false, parameter: { 'Fn::If': ['OnFlag', true, 'False'] } };
  const said = (name: string, value: Json | undefined): JsonObject => (value === undefined ? {} : { [name]: value });
  const topic = { TriggerName: 'failed', TriggerEvents: ['DeploymentFailure'], TriggerTargetArn: { Ref: 'Topic' } };
  return {
    ...said('Type', plan.type === 'absent' ? undefined : (types[plan.type] ?? plan.type)),
    ...said('Alarms', alarms[plan.alarms]),
    ...said('Hooks', hooks[plan.hooks]),
    ...said('Enabled', enabled[plan.enabled]),
    ...said('Role', roles[plan.role]),
    ...said('TriggerConfigurations', plan.triggers ? [topic] : undefined),
  };
}
