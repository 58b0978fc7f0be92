import { SERVICES } from '../../../src/callers/services';
import type { Caller, Snapshot } from '../../../src/callers/services/service';
import type { Json, JsonObject, Trail } from '../../../src/template/json';
import { addressesOf, isQualified } from './addresses';
import type { FunctionFact, Place } from './facts';
import { sayable } from './functions';
import { propertiesAt, withAt } from './paths';
import type { CallerPlan, Plan } from './plan';
import { UNDECIDED } from './spellings';

export interface Row {
  readonly type: string;
  readonly caller: Caller;
  /** The property in which it names its API; undefined for what is part of none. */
  readonly api: string | undefined;
  /** Somebody may always serve an older snapshot of it. */
  readonly frozen: boolean;
}

/** A version or alias by hand is refused, and a function's own texts are generated with it. */
const ELSEWHERE = ['AWS::Lambda::Version', 'AWS::Lambda::Alias', 'AWS::Lambda::Function'];
const apiProperty = (snapshots: readonly Snapshot[] = [], type: string): string | undefined =>
  snapshots.flatMap(({ stages, parts }) => (stages && Object.hasOwn(parts, type) ? (parts[type] ?? []) : []))[0];

/** Every place of every service through which a function is called or named. */
const ROWS: readonly Row[] = SERVICES.flatMap(({ callers, snapshots }) =>
  Object.entries(callers)
    .filter(([type]) => !ELSEWHERE.includes(type))
    .flatMap(([type, declared]) => {
      const frozen = (snapshots ?? []).some((snapshot) => snapshot.type === undefined && Object.hasOwn(snapshot.parts, type));
      return declared.map((caller) => ({ type, caller, api: apiProperty(snapshots, type), frozen }));
    }),
);

export interface Calling {
  readonly id: string;
  readonly plan: CallerPlan;
  readonly row: Row;
  readonly functions: readonly FunctionFact[];
  /** Keep or Move, where the functions can say it. */
  readonly listed: string;
  readonly functionUrl: 'Alias' | 'Latest' | undefined;
}

export function callings({ callers, defaults }: Plan, facts: readonly FunctionFact[]): Calling[] {
  const urls = new Map<string, 'Alias' | 'Latest'>();
  return callers.map((plan, n): Calling => {
    const pick = (i: number) => facts[i % facts.length] as FunctionFact;
    const first = pick(plan.first);
    let row = ROWS[plan.row % ROWS.length] as Row;
    // Functions: All leaves out what only serves custom resources
    const isServant = row.caller.at === 'ServiceToken' && defaults === 'all';
    if (isServant || (row.caller.decidedBy && !sayable(first))) row = ROWS[0] as Row;
    const holdsTwo = row.caller.at.includes('[]') || row.caller.how === 'text';
    const second = plan.second === null || !holdsTwo ? undefined : pick(plan.second);
    const together = second && second.condition === first.condition && second.id !== first.id ? [first, second] : [first];
    const isUrl = row.caller.decidedBy !== undefined;
    if (isUrl && !urls.has(first.id)) urls.set(first.id, plan.waits ? 'Alias' : 'Latest');
    // a name that is spelt out counts only where it is an address, and Keep and Move must name what names the function
    const unsafe = isUrl || together.some(({ name }) => name !== undefined);
    const listed = unsafe || !together.every(sayable) ? '' : plan.listed;
    return { id: `Caller${n}`, plan, row, functions: together, listed, functionUrl: isUrl ? urls.get(first.id) : undefined };
  });
}

/** The resource, and where it names functions. */
export function callerResource(calling: Calling, deploymentOf: (type: string) => boolean): { resource: JsonObject; places: Place[] } {
  const { id, plan, row, functions } = calling;
  const { type, caller, api, frozen } = row;
  const qualifier = typeof caller.how === 'object' ? caller.how.qualifier.split('.') : undefined;
  const { values, below } = addressesOf(functions, row, plan);
  const { properties: bare, trails } = propertiesAt(caller.at, values);
  let properties = bare;
  for (const [name, value] of Object.entries(caller.where ?? {}))
    properties = withAt(properties, [...parentOf(trails[0] ?? []), name], value);
  if (caller.only && plan.waits) properties = withAt(properties, [caller.only.with], true);
  const role = caller.by?.role?.split('.');
  if (role && plan.by !== 'nobody') properties = withAt(properties, role, roleOf(plan.by));
  const [top] = Object.keys(bare) as [string];
  if (plan.wrapped && !qualifier)
    properties = { ...properties, [top]: { 'Fn::If': [UNDECIDED, properties[top] as Json, { Ref: 'AWS::NoValue' }] } };
  // a substitution moves where the definition shows that it is called
  if (caller.usedIn?.text[0]) properties = { ...properties, [caller.usedIn.text[0]]: '{"States":{"Go":{"Resource":"${Name}"}}}' };
  if (api) properties = { ...properties, [api]: { Ref: 'Api' } };
  const source = api ? 'Api' : type === 'AWS::SNS::Subscription' ? 'Topic' : id;
  if (source === 'Topic') properties = { ...properties, TopicArn: { Ref: 'Topic' }, Protocol: 'lambda' };
  const condition = functions[0]?.condition || plan.condition;
  const places = functions.map((fact, i): Place => {
    const outcome = outcomeOf(calling, fact, role !== undefined);
    return {
      owner: id,
      trail: [...(trails[i] ?? trails[0] ?? []), ...below],
      function: fact.id,
      outcome,
      qualifier,
      qualified: isQualified(fact, caller, plan),
      byRole: role !== undefined && plan.by === 'ours',
      principal: role && plan.by !== 'nobody' ? undefined : caller.by?.principal,
      source,
      stale: outcome === 'moved' && (frozen || api === '' || (api !== undefined && !deploymentOf(type))),
    };
  });
  const typeName = type === 'Custom::*' ? 'Custom::Thing' : type;
  return { resource: { Type: typeName, ...(condition ? { Condition: condition } : {}), Properties: properties }, places };
}

const roleOf = (by: string): Json => (by === 'ours' ? { 'Fn::GetAtt': ['CallerRole', 'Arn'] } : 'arn:aws:iam::123456789012:role/foreign');
const parentOf = (trail: Trail): Trail => trail.slice(0, -1);

/** The contract on callers, in the order in which it decides. */
function outcomeOf({ plan, row: { caller }, listed, functionUrl }: Calling, fact: FunctionFact, hasRole: boolean): Place['outcome'] {
  const { alias } = fact;
  if (isQualified(fact, caller, plan)) return 'stays';
  if (alias === undefined || listed === 'Keep' || caller.treatment === 'kept') return 'stays';
  if (functionUrl !== undefined) return functionUrl === 'Alias' ? 'moved' : 'stays';
  if (listed === 'Move') return 'moved';
  if (caller.treatment !== 'moved' || (caller.only && !plan.waits)) return 'stays';
  return hasRole && plan.by === 'foreign' ? 'stays' : 'moved';
}
