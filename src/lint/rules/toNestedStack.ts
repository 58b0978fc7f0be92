import { isHandedOut, propertyOf } from '../handedOut';
import type { Rule } from '../rule';

export const toNestedStack: Rule = {
  code: 'SD3303',
  *check({ consumers }) {
    for (const consumer of consumers) {
      const { mention, outcome, function: id } = consumer;
      const stays = outcome === 'left' || outcome === 'kept';
      if (!stays || mention.type !== 'AWS::CloudFormation::Stack' || !isHandedOut(consumer)) continue;
      yield {
        path: mention.trail,
        data: { owner: mention.owner, function: id, property: propertyOf(consumer) },
        about: [mention.owner, id],
      };
    }
  },
};
