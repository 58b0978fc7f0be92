import { insteadOf, isArn, isHandedOut, propertyOf } from '../handedOut';
import type { Rule } from '../rule';

/** What their Parameters are for is decided by another template. */
export const NESTED: ReadonlySet<string> = new Set(['AWS::CloudFormation::Stack', 'AWS::Serverless::Application']);

export const toNestedStack: Rule = {
  code: 'SD3303',
  *check({ consumers, functions }) {
    for (const consumer of consumers) {
      const { mention, outcome, function: id } = consumer;
      const stays = outcome === 'left' || outcome === 'kept';
      if (!stays || !NESTED.has(mention.type) || !isHandedOut(consumer) || !isArn(consumer) || isServiceToken(mention.path)) continue;
      yield {
        path: mention.trail,
        data: { owner: mention.owner, function: id, property: propertyOf(consumer), reference: insteadOf(consumer, functions) },
        about: [mention.owner, id],
      };
    }
  },
};

/** A custom resource cannot change its ServiceToken. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html */
const isServiceToken = (path: string): boolean => /ServiceToken$/i.test(path);
