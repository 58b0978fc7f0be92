import { type Consumer, isPermission } from '../callers/decide/consumers';
import { sortedJson, valueAt } from '../template/json';
import { PERMISSION_COST, SUBSCRIPTION_COST, URL_COST } from './compare/costs';
import type { Replacement } from './schema';
import type { Deployable, Planned } from './side';

type Cost = Pick<Replacement, 'harmless' | 'cost'>;

/** What is lost when CloudFormation replaces the resource because of its move, by its type. */
const COSTS: Readonly<Record<string, Cost>> = {
  'AWS::Lambda::Url': URL_COST,
  'AWS::SNS::Subscription': SUBSCRIPTION_COST,
  'AWS::Lambda::EventInvokeConfig': {
    harmless: true,
    cost: 'its retries and destinations then apply to the alias, no longer to the function',
  },
};

/** Resources that CloudFormation makes anew because a caller moves to the alias. */
export function replacedIn({ results }: Planned): Replacement[] {
  const found = new Map<string, Replacement>();
  for (const consumer of results.flatMap(({ consumers }) => consumers)) {
    const { owner, type } = consumer.mention;
    const cost = consumer.outcome === 'moved' ? costOf(consumer) : undefined;
    if (!cost) continue;
    found.set(owner, { resource: owner, type, ...cost });
  }
  return [...found.values()];
}

function costOf({ mention, caller }: Consumer): Cost | undefined {
  if (isPermission(mention)) return PERMISSION_COST;
  if (caller?.update === undefined || caller.update === 'in place') return undefined;
  const known = COSTS[mention.type];
  if (known) return known;
  const may = caller.update === 'may replace' ? 'CloudFormation may replace it' : 'CloudFormation replaces it';
  return { harmless: false, cost: caller.watch === undefined ? may : `${may}: ${caller.watch}` };
}

/** Is it deployed already, and not yet with the alias? */
export function changes({ mention, qualifierAt }: Consumer, before: Deployable, after: Deployable): boolean {
  if (!before.has(mention.owner)) return false;
  const trail = qualifierAt ?? mention.trail;
  const [then, now] = [before, after].map(({ template, values }) => sortedJson(values.resolve(valueAt(template, trail))));
  return then !== now;
}
