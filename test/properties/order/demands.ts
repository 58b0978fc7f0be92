import type { Stack } from '../oracle/evaluate';
import { stageCalls } from './apis';
import { callingsOf } from './callers';
import { type Call, directCalls } from './calls';
import type { Span } from './gaps';
import { type Grant, isFrom, type Permission, permissionGrants, permissionsOf, permits, qualifiersOf, statementGrants } from './grants';
import type { Made, State, Update } from './stack';
import type { Target } from './targets';

/** What must be there for as long as somebody needs it. */
export interface Demand extends Span {
  readonly caller: string;
  readonly target: Target;
  readonly missing: 'permission' | 'statement' | 'alias' | 'version';
  /** What goes on with the call after the update, where something does. */
  readonly goesOn: 'the template' | 'a deployment' | 'a stage outside the template' | undefined;
  /** What in a stack gives it. */
  readonly givers: (state: State) => ReadonlySet<string>;
}

const isNumber = (qualifier: string): boolean => /^\d+$/.test(qualifier);

/** The resource that takes a call over from another one under a new logical id, as a renewed deployment does. */
function spansOf(update: Update, was: Call | undefined, is: Call | undefined, successor: string | undefined): Span[] {
  const { actions } = update;
  const begun = (id: string | undefined): Span => (id === undefined ? {} : { from: { id, phase: 'update', at: 'start' } });
  const owner = (was ?? is)?.owner;
  if (owner === undefined) return [{}];
  const action = actions.get(owner);
  if (was && is && was.owner === is.owner && action === 'keep') return [{}];
  const spans: Span[] = [];
  if (is) spans.push(begun(is.owner));
  if (was?.owner === undefined) return spans;
  const next = successor ?? (action === 'keep' ? owner : undefined);
  if (next !== undefined) spans.push({ until: { id: next, phase: 'update', at: 'end' } });
  // what is replaced goes on calling until it is removed; what an author takes away has no successor, and is the author's
  else if (action === 'replace') spans.push({ until: { id: owner, phase: 'cleanup', at: 'end' } });
  return spans;
}

export function demandsOf(update: Update, stack: Stack): Demand[] {
  const { before, after } = update;
  const granted = memo((state) => [...permissionGrants(state), ...statementGrants(state, stack)]);
  const existing = memo(qualifiersOf);
  const giversOf = (grants: (state: State) => readonly Grant[], call: Pick<Call, 'target' | 'need'>) => (state: State) =>
    new Set(
      grants(state)
        .filter(({ covers }) => covers(call))
        .map(({ owner }) => owner),
    );
  const callsOf = (state: State) => [...directCalls(state, stack), ...stageCalls(state, stack)];
  const [then, now] = [callsOf(before), callsOf(after)];
  const isGiven = (call: Call) => giversOf(granted, call)(before).size > 0;
  const given = new Set(then.filter(isGiven).map(placeAndNeed));

  const demands: Demand[] = [];
  for (const [was, is] of paired(then, now)) {
    const call = (is ?? was) as Call;
    const successor = now.find(({ place, owner }) => place === call.place && owner !== was?.owner)?.owner;
    for (const span of spansOf(update, was, is, successor)) {
      const { caller, target, need } = call;
      const goesOn = !is ? undefined : !is.shown ? 'the template' : is.owner ? 'a deployment' : 'a stage outside the template';
      const about = { ...span, caller, target, goesOn } as const;
      const givers = giversOf(granted, call);
      if (need && (was ? isGiven(was) : given.has(placeAndNeed(call)))) demands.push({ ...about, missing: need.kind, givers });
      const found = giversOf(existing, call);
      const wasNothing = was !== undefined && found(before).size === 0;
      const missing = isNumber(target.qualifier ?? '') ? 'version' : 'alias';
      if (target.qualifier !== undefined && !wasNothing) demands.push({ ...about, missing, givers: found });
    }
  }
  return [...demands, ...outsideDemands(update, then), ...roleDemands(update, granted)];
}

/** A caller that calls something else of the same function, for which it needs the same. */
const placeAndNeed = ({ place, target, need }: Call): string =>
  [place, target.function, need?.kind, need?.kind === 'permission' ? need.action : ''].join(' ');

/** The calls of two stacks, those that say the same at the same place together. */
function paired(then: readonly Call[], now: readonly Call[]): [was: Call | undefined, is: Call | undefined][] {
  const key = ({ place, target, need }: Call) => JSON.stringify([place, target, need]);
  const [first, second] = [then, now].map((calls) => new Map(calls.map((call) => [key(call), call])));
  return [...new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])])].map((all) => [first?.get(all), second?.get(all)]);
}

const isThere = ({ function: id, qualifier }: Target, state: State): boolean =>
  state.resources.has(id) &&
  (qualifier === undefined || qualifiersOf(state).some(({ covers }) => covers({ target: { function: id, qualifier }, need: undefined })));

/** A permission that nobody in the template needs is for somebody outside, who has to keep it for as long as what it is for is there. */
function outsideDemands({ before, after }: Update, then: readonly Call[]): Demand[] {
  const callers = [...before.resources.values()].filter(({ type }) => callingsOf(type).length > 0 || type.startsWith('AWS::Serverless::'));
  const serves = ({ source, ...permission }: Permission): boolean => {
    if (source === undefined && !permission.forUrl) return false;
    const isServed = (call: Call) =>
      call.target.function === permission.target.function && permits({ ...permission, source, target: call.target }, call);
    // the console's test of a method, and the caller of the template that calls nobody under the conditions that hold
    const isIdle = source !== undefined && (/\/test-invoke-stage\//.test(source) || callers.some(({ name }) => isFrom(source, name)));
    return isIdle || then.some(isServed);
  };
  return permissionsOf(before)
    .filter((permission) => !serves(permission) && isThere(permission.target, after))
    .map((permission): Demand => {
      const { target, principal, action, source } = permission;
      const key = JSON.stringify([target, principal, action]);
      const isAsWide = (other: Permission) =>
        JSON.stringify([other.target, other.principal, other.action]) === key && (other.source === undefined || other.source === source);
      const givers = (state: State) =>
        new Set(
          permissionsOf(state)
            .filter(isAsWide)
            .map(({ id }) => id),
        );
      return { caller: `whom ${permission.id} is for`, target, missing: 'permission', goesOn: undefined, givers };
    });
}

/** Who uses a role is not always in the template, so that it has to go on allowing what it allowed. CodeDeploy is the exception. */
function roleDemands({ before, after, actions }: Update, grants: (state: State) => readonly Grant[]): Demand[] {
  const isKept = ({ id, type, properties }: Made) =>
    type === 'AWS::IAM::Role' &&
    actions.get(id) === 'keep' &&
    !/codedeploy\./.test(JSON.stringify(properties.AssumeRolePolicyDocument ?? ''));
  const functions = [...before.resources.values()].filter(({ id, type }) => type === 'AWS::Lambda::Function' && after.resources.has(id));
  const roles = [...before.resources.values()].filter(isKept);
  return roles.flatMap(({ id, name }) =>
    functions.flatMap((made): Demand[] => {
      const target: Target = { function: made.id, qualifier: undefined };
      const call = { target, need: { kind: 'statement', role: name } as const };
      const givers = (state: State) =>
        new Set(
          grants(state)
            .filter(({ covers }) => covers(call))
            .map(({ owner }) => owner),
        );
      return givers(before).size === 0 ? [] : [{ caller: `who has ${id}`, target, missing: 'statement', goesOn: undefined, givers }];
    }),
  );
}

function memo<T>(make: (state: State) => T): (state: State) => T {
  const known = new Map<State, T>();
  return (state) => {
    const value = known.get(state) ?? make(state);
    known.set(state, value);
    return value;
  };
}
