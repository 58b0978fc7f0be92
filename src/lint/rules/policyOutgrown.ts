import keyBy from 'lodash/keyBy';
import { policySizes } from '../policySizes';
import type { Rule } from '../rule';

/** Statements that allow the function allow the alias as well, and IAM refuses a policy that is too long. */
export const policyOutgrown: Rule = {
  code: 'SD3406',
  *check({ template, output, values, consumers }) {
    if (!consumers.some(({ outcome }) => outcome === 'widened')) return;
    const long = policySizes(output, values).filter(({ size, most }) => size > most);
    const before = keyBy(long.length > 0 ? policySizes(template, values) : [], 'owner');
    for (const { owner, what, most, size } of long) {
      const was = before[owner];
      if (!was || was.size > most) continue;
      const about = Math.round(size / 100) * 100;
      const data = { what, size: about.toLocaleString('en'), most: most.toLocaleString('en') };
      yield { path: ['Resources', owner], data, about: [owner] };
    }
  },
};
