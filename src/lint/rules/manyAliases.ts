import type { Rule } from '../rule';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 15 control plane requests a second */
const MOST = 15;

export const manyAliases: Rule = {
  code: 'SD3103',
  *check({ functions }) {
    const count = [...functions.values()].filter(({ settings }) => settings.deployment).length;
    if (count > MOST) yield { path: ['Resources'], data: { count }, about: [] };
  },
};
