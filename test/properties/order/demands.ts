import type { Stack } from '../oracle/evaluate';
import { stageCalls } from './apis';
import { type Call, directCalls } from './calls';
import type { Span } from './gaps';
import { isFrom, ownersOf, permissionGrants, permissionsOf, qualifiersOf, statementGrants } from './grants';
import { outsideDemands, roleDemands } from './outside';
import { isRetained, type State, type Update } from './stack';
import type { Target } from './targets';

/** What must be there for as long as somebody needs it. */
export interface Demand extends Span {
  readonly caller: string;
  readonly target: Target;
  readonly missing: 'permission' | 'statement' | 'alias' | 'version';
  /** The service looks for it when the call begins. */
  readonly looks: boolean;
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
  else if (action === 'replace') {
    const leaving = behindDistribution(update.before, was);
    if (leaving !== undefined) spans.push({ until: { id: leaving, phase: 'update', at: 'end' } });
    else spans.push(isRetained(update, owner) ? {} : { until: { id: owner, phase: 'cleanup', at: 'end' } });
  }
  return spans;
}

/**
 * The distribution that alone may call a URL. It is done when it is deployed everywhere, and nobody calls the old address any more.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
 */
function behindDistribution(before: State, { owner, target }: Call): string | undefined {
  const distributions = [...before.resources.values()].filter(
    ({ type, waitsFor }) => type === 'AWS::CloudFront::Distribution' && waitsFor.has(owner ?? ''),
  );
  const may = permissionsOf(before).filter((permission) => permission.forUrl && permission.target.function === target.function);
  const callers = new Set(may.map(({ source = '' }) => distributions.find(({ name }) => isFrom(source, name))?.id));
  return callers.size === 1 ? [...callers][0] : undefined;
}

export function demandsOf(update: Update, stack: Stack): Demand[] {
  const { before, after } = update;
  const granted = memo((state) => [...permissionGrants(state), ...statementGrants(state, stack)]);
  const existing = memo(qualifiersOf);
  const callsOf = (state: State) => [...directCalls(state, stack), ...stageCalls(state, stack)];
  const [then, now] = [callsOf(before), callsOf(after)];
  const isGiven = (call: Call) => ownersOf(granted(before), call).size > 0;
  const given = new Set(then.filter(isGiven).map(placeAndNeed));

  const demands: Demand[] = [];
  for (const [was, is] of paired(then, now)) {
    const call = (is ?? was) as Call;
    const successor = now.find(({ place, owner }) => place === call.place && owner !== was?.owner)?.owner;
    for (const span of spansOf(update, was, is, successor)) {
      const { caller, target, need } = call;
      const goesOn = !is ? undefined : !is.shown ? 'the template' : is.owner ? 'a deployment' : 'a stage outside the template';
      const about = { ...span, caller, target, goesOn } as const;
      const looks = (missing: Demand['missing']) => call.looksFor?.includes(missing) === true;
      const givers = (state: State) => ownersOf(granted(state), call);
      if (need && (was ? isGiven(was) : given.has(placeAndNeed(call))))
        demands.push({ ...about, missing: need.kind, looks: looks(need.kind), givers });
      const found = (state: State) => ownersOf(existing(state), call);
      const wasNothing = was !== undefined && found(before).size === 0;
      const missing = isNumber(target.qualifier ?? '') ? 'version' : 'alias';
      if (target.qualifier !== undefined && !wasNothing) demands.push({ ...about, missing, looks: looks(missing), givers: found });
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

function memo<T>(make: (state: State) => T): (state: State) => T {
  const known = new Map<State, T>();
  return (state) => {
    const value = known.get(state) ?? make(state);
    known.set(state, value);
    return value;
  };
}
