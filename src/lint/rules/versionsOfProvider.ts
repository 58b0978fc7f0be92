import { keepsVersions, MOST_VERSIONS } from '../../version/managedInstances';
import type { Rule } from '../rule';

export const versionsOfProvider: Rule = {
  code: 'SD3402',
  *check({ functions, values }) {
    for (const released of functions.values()) {
      if (!keepsVersions(released, values)) continue;
      const { id } = released;
      yield { path: ['Resources', id, 'Properties', 'CapacityProviderConfig'], data: { function: id, most: MOST_VERSIONS }, about: [id] };
    }
  },
};
