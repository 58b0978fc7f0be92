import { hookRole } from '../../generate/hookPolicy';
import { hooksOf } from '../hookFunctions';
import type { Rule } from '../rule';

export const hookMayNotReport: Rule = {
  code: 'SD3112',
  *check(subject) {
    for (const { released, event, hook } of hooksOf(subject)) {
      if (hookRole(subject.template, hook, subject.values) !== undefined) continue;
      const path = ['Resources', hook, 'Properties', 'Role'];
      yield { path, data: { hook, event, function: released.id }, about: [hook, released.id] };
    }
  },
};
