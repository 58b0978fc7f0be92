import type { Stack } from '../oracle/evaluate';
import { type Demand, demandsOf } from './demands';
import { gapIn, type Span } from './gaps';
import { type Kind, kindOfGap, kindOfLoss } from './kinds';
import { orderOf, type Point, type Precedes } from './order';
import { isRetained, type Update } from './stack';

/** A moment at which a call does not get through, though it did before. */
export interface Violation {
  readonly caller: string;
  /** `Checkout`, or `Checkout:live`. */
  readonly calls: string;
  readonly missing: Demand['missing'];
  readonly moment: string;
  /** Whatever order CloudFormation takes. */
  readonly certain: boolean;
  /** What it is about the template that lets it happen. */
  readonly kind: Kind;
}

/** What gives something, and when. */
interface Supply extends Span {
  readonly owner: string;
}

/**
 * The law: at every moment of an update, in every order that the dependencies allow, each caller that could call before can call,
 * and each alias and version that somebody names is there.
 */
export function violations(update: Update, stack: Stack): Violation[] {
  const precedes = orderOf(update);
  const isStage = ({ from }: Demand) => /::Stage$/.test(update.after.resources.get(from?.id ?? '')?.type ?? '');
  return demandsOf(update, stack).flatMap((demand) => violation(demand, suppliesOf(update, demand), precedes, isStage(demand)) ?? []);
}

function violation(demand: Demand, supplies: readonly Supply[], precedes: Precedes, isStage: boolean): Violation | undefined {
  const { caller, target, missing } = demand;
  const calls = target.qualifier === undefined ? target.function : `${target.function}:${target.qualifier}`;
  if (demand.until === undefined && supplies.every(({ until }) => until !== undefined)) {
    return { caller, calls, missing, moment: 'after the update', certain: true, kind: kindOfLoss(demand) };
  }
  const gap = gapIn(demand, supplies, precedes);
  if (!gap) return undefined;
  const certain =
    gap.notYet.every(({ from }) => !demand.from || precedes(demand.from, from as Point)) &&
    gap.gone.every(({ until }) => !demand.until || precedes(until as Point, demand.until));
  const moment = [
    ...(demand.from ? [`from when ${demand.from.id} is begun`] : []),
    ...gap.notYet.map(({ owner }) => `until ${owner} is done`),
    ...gap.gone.map(({ owner, until }) => `once ${owner} is ${until?.phase === 'update' ? 'changed' : 'removed'}`),
    ...(demand.until ? [`until ${demand.until.id} is ${demand.until.phase === 'update' ? 'done' : 'removed'}`] : []),
  ].join(', ');
  return { caller, calls, missing, moment, certain, kind: kindOfGap(demand, gap, certain, isStage) };
}

function suppliesOf(update: Update, { givers }: Demand): Supply[] {
  const { before, after, actions } = update;
  const [was, is] = [givers(before), givers(after)];
  return [...new Set([...was, ...is])].flatMap((owner): Supply[] => {
    const done: Point = { id: owner, phase: 'update', at: 'end' };
    if (actions.get(owner) === 'keep') {
      if (was.has(owner) && is.has(owner)) return [{ owner }];
      return [is.has(owner) ? { owner, from: done } : { owner, until: { ...done, at: 'start' } }];
    }
    const removed: Point = { id: owner, phase: 'cleanup', at: 'start' };
    const stays = isRetained(update, owner);
    return [...(was.has(owner) ? [stays ? { owner } : { owner, until: removed }] : []), ...(is.has(owner) ? [{ owner, from: done }] : [])];
  });
}
