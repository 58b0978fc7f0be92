import { asList } from '../../template/json';
import type { Consumer } from '../decide/consumers';
import { REASONS } from '../decide/reasons';
import { besideLatest } from './aliasArn';
import type { Outcomes, Rewrite } from './rewrite';

/** Adds the alias to the lists of which one item must match, such as those of an event pattern. Gives what became of the consumers concerned. */
export function widenPatterns({ consumers, draft, functions, names }: Rewrite): Outcomes {
  const widened = new Map<Consumer, Partial<Consumer>>();
  for (const consumer of consumers) {
    const { mention, caller, function: id } = consumer;
    const released = functions.get(id);
    if (!caller?.either || !released || released.settings.keep.has(mention.owner) || typeof mention.trail.at(-1) !== 'number') continue;
    const alias = besideLatest(mention.node, released, names);
    if (alias === undefined) continue;
    draft.change(mention.trail.slice(0, -1), (items) => [...asList(items), alias]);
    widened.set(consumer, { outcome: 'widened', because: REASONS.widenedPattern });
  }
  return widened;
}
