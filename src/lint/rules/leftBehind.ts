import { isHandedOut, propertyOf } from '../handedOut';
import type { Rule } from '../rule';

export const leftBehind: Rule = {
  code: 'SD3301',
  *check({ consumers }) {
    for (const consumer of consumers) {
      const { mention, outcome, because, function: id } = consumer;
      if (outcome !== 'left' || mention.type === 'AWS::CloudFormation::Stack' || !isHandedOut(consumer)) continue;
      const data = { owner: mention.owner, function: id, property: propertyOf(consumer), because };
      yield { path: mention.trail, data, about: [mention.owner, id] };
    }
  },
};
