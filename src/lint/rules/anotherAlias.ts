import { POLICY_TYPES } from '../../callers/find/lookup';
import { propertyOf } from '../handedOut';
import type { Rule } from '../rule';

/** A version by its number, or by what only CloudFormation knows, is a choice; another alias looks like the one that deployments move. */
export const anotherAlias: Rule = {
  code: 'SD3307',
  *check({ consumers, functions }) {
    for (const consumer of consumers) {
      const { mention, function: id, caller, address } = consumer;
      const settings = functions.get(id)?.settings;
      const isCaller = mention.section === 'Resources' && caller?.treatment !== 'kept' && !POLICY_TYPES.has(mention.type);
      if (!isCaller || !address.qualifiers.has('another') || !settings || settings.keep.has(mention.owner)) continue;
      const data = { owner: mention.owner, function: id, property: propertyOf(consumer), alias: settings.alias };
      yield { path: mention.trail, data, about: [mention.owner, id] };
    }
  },
};
