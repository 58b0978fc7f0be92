import { referencedIds } from '../../template/references';
import { propertiesOf, resourceOf } from '../../template/template';
import type { Rule } from '../rule';

/**
 * A permission whose source refers to the URL is made after it, and after whatever else calls it there: a CloudFront distribution
 * takes minutes. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
 */
export const urlBeforePermission: Rule = {
  code: 'SD3309',
  *check({ template, consumers }) {
    for (const { mention, after = [], caller, function: id } of consumers) {
      for (const permission of caller?.decidedBy ? after : []) {
        const named = [...referencedIds(propertiesOf(resourceOf(template, permission)).SourceArn)];
        const source = named.find((other) => resourceOf(template, other)) ?? 'its caller';
        yield { path: mention.trail, data: { owner: mention.owner, function: id, source, permission }, about: [mention.owner, id] };
      }
    }
  },
};
