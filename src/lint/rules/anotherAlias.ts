import type { Consumer } from '../../callers/decide/consumers';
import { POLICY_TYPES } from '../../callers/find/lookup';
import { ENVIRONMENT, propertyOf } from '../handedOut';
import type { Rule } from '../rule';
import { placeKey, spelledNames } from '../spelledNames';

/** A version by its number, or by what only CloudFormation knows, is a choice; another alias looks like the one that deployments move. */
export const anotherAlias: Rule = {
  code: 'SD3307',
  *check(subject) {
    const { consumers, functions } = subject;
    const aliasOf = (id: string): string => functions.get(id)?.settings.alias ?? '';
    for (const consumer of consumers) {
      const { mention, function: id, address } = consumer;
      if (!address.qualifiers.has('another') || !isCalled(consumer) || functions.get(id)?.settings.keep.has(mention.owner)) continue;
      const owner = mention.section === 'Outputs' ? `the output ${mention.owner}` : mention.owner;
      const data = { owner, function: id, property: propertyOf(consumer), alias: aliasOf(id) };
      yield { path: mention.trail, data, about: [mention.owner, id] };
    }
    const seen = new Set(consumers.map(({ mention }) => placeKey(mention.trail)));
    for (const { owner, property, path, function: id, address, isAddress } of spelledNames(subject)) {
      if (seen.has(placeKey(path))) continue;
      // `checkout:prod` may be an image, but for what code finds in its environment
      if (!(isAddress || ENVIRONMENT.test(property)) || !address.qualifiers.has('another') || functions.get(id)?.settings.keep.has(owner))
        continue;
      yield { path, data: { owner, function: id, property, alias: aliasOf(id) }, about: [owner, id] };
    }
  },
};

/** Does it call by this value, or hand it to somebody who will? */
function isCalled({ mention, caller }: Consumer): boolean {
  if (mention.section === 'Outputs') return mention.trail[2] === 'Value';
  if (POLICY_TYPES.has(mention.type)) return false;
  return caller?.treatment !== 'kept' || ENVIRONMENT.test(mention.path);
}
