import { isHandedOut, propertyOf } from '../handedOut';
import type { Rule } from '../rule';
import { NESTED } from './toNestedStack';

export const leftBehind: Rule = {
  code: 'SD3301',
  *check({ consumers }) {
    for (const consumer of consumers) {
      const { mention, outcome, because, function: id } = consumer;
      if (outcome !== 'left' || NESTED.has(mention.type) || !isHandedOut(consumer)) continue;
      const data = { owner: mention.owner, function: id, property: propertyOf(consumer), because };
      yield { path: mention.trail, data, about: [mention.owner, id] };
    }
  },
};
