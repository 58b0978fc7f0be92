import { groupBy } from '../../template/json';
import type { Rule } from '../rule';

/** Who moves before it may call the alias. The URL of a function has a rule of its own. */
export const refusedForAMoment: Rule = {
  code: 'SD3310',
  *check({ consumers }) {
    const late = consumers.filter(({ after, caller }) => after && !caller?.decidedBy);
    for (const [id, all] of groupBy(late, (consumer) => consumer.function)) {
      for (const [isByRole, some] of groupBy(all, ({ role }) => role !== undefined)) {
        const callers = [...new Set(some.map(({ mention }) => mention.owner))];
        const needed = [...new Set(some.flatMap(({ after = [] }) => after))].join(', ');
        const what = isByRole ? `they do not wait for ${needed}` : `their permission is created later: ${needed}`;
        yield { path: ['Resources', id], data: { function: id, callers: callers.join(', '), what }, about: [id, ...callers] };
      }
    }
  },
};
