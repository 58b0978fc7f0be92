import { instead } from '../instead';
import type { Rule } from '../rule';
import { placeKey, spelledNames } from '../spelledNames';
import { NESTED } from './toNestedStack';

export const nameAsText: Rule = {
  code: 'SD3305',
  *check(subject) {
    const { consumers, functions } = subject;
    const said = consumers.filter(({ mention, address }) => address.isCall || !NESTED.has(mention.type));
    const seen = new Set(said.map(({ mention }) => placeKey(mention.trail)));
    for (const { owner, property, path, node, function: id, address, isAddress } of spelledNames(subject)) {
      if (seen.has(placeKey(path)) || !isAddress || address.edits.length === 0) continue;
      const reference = instead({ node, function: id, address }, functions.get(id)?.settings.alias ?? '');
      yield { path, data: { owner, function: id, property, reference }, about: [owner, id] };
    }
  },
};
