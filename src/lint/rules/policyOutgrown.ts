import keyBy from 'lodash/keyBy';
import { policySizes } from '../policySizes';
import type { Rule } from '../rule';

/** Statements that allow the function allow the alias as well, and IAM refuses a policy that is too long. */
export const policyOutgrown: Rule = {
  code: 'SD3406',
  *check({ template, output, values }) {
    const before = keyBy(policySizes(template, values), 'owner');
    for (const { owner, what, most, size } of policySizes(output, values)) {
      const was = before[owner];
      if (!was || was.size > most || size <= most) continue;
      const about = Math.round(size / 100) * 100;
      const data = { what, size: about.toLocaleString('en'), most: most.toLocaleString('en') };
      yield { path: ['Resources', owner], data, about: [owner] };
    }
  },
};
