import { REASONS } from '../../callers/decide/reasons';
import { insteadOf, isHandedOut, propertyOf } from '../handedOut';
import type { Rule } from '../rule';
import { NESTED } from './toNestedStack';

const STUCK: ReadonlySet<string> = new Set([REASONS.latestOutOfReach, REASONS.qualifiedInDefinition, REASONS.nameUsedOtherwise]);

export const leftBehind: Rule = {
  code: 'SD3301',
  *check({ consumers, functions }) {
    for (const consumer of consumers) {
      const { mention, outcome, because, function: id } = consumer;
      if (outcome !== 'left' || NESTED.has(mention.type) || !isHandedOut(consumer)) continue;
      // Move cannot take a qualifier out of a text that comes from elsewhere
      const setting = STUCK.has(because) ? 'Keep if this is intended' : 'Move to move it, or in Keep if this is intended';
      const data = {
        owner: mention.owner,
        function: id,
        property: propertyOf(consumer),
        reference: insteadOf(consumer, functions),
        because: readable(because),
        setting,
      };
      yield { path: mention.trail, data, about: [mention.owner, id] };
    }
  },
};

/** What a service's file says of a property that nobody has tried, as a part of a sentence. */
const readable = (because: string): string =>
  because.replace(/^not verified: (.*)$/s, (_, evidence) => `it is not verified to accept an alias (${evidence})`);
