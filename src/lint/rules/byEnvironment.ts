import { ENVIRONMENT, insteadOf, isHandedOut, propertyOf } from '../handedOut';
import type { Rule } from '../rule';

export const byEnvironment: Rule = {
  code: 'SD3302',
  *check({ consumers, functions }) {
    for (const consumer of consumers) {
      const { mention, outcome, function: id } = consumer;
      if (outcome !== 'kept' || mention.section !== 'Resources' || !ENVIRONMENT.test(mention.path) || !isHandedOut(consumer)) continue;
      yield {
        path: mention.trail,
        data: { owner: mention.owner, function: id, property: propertyOf(consumer), reference: insteadOf(consumer, functions) },
        about: [mention.owner, id],
      };
    }
  },
};
