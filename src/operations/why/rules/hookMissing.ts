import type { Rule } from '../explanation';

export const hookMissing: Rule = {
  name: 'hook-missing',
  recognise({ hook }) {
    if (hook?.exists !== false) return undefined;
    return {
      cause: `The ${hook.event} hook ${hook.function} does not exist.`,
      evidence: [],
      actions: [{ text: 'Correct the name in Hooks, or deploy that function first.' }],
    };
  },
};
