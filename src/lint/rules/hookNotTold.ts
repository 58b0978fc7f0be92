import { versionVariable } from '../../generate/hookEnvironment';
import type { Rule } from '../rule';

export const hookNotTold: Rule = {
  code: 'SD3403',
  *check({ untold }) {
    for (const { hook, function: id } of untold) {
      const data = { hook, function: id, variable: versionVariable(id) };
      yield { path: ['Resources', hook, 'Properties', 'Environment'], data, about: [hook, id] };
    }
  },
};
