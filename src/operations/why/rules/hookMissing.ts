import type { Rule } from '../explanation';
import { goneSince } from '../words';

export const hookMissing: Rule = {
  name: 'hook-missing',
  recognise(evidence) {
    const { hook } = evidence;
    if (hook?.exists !== false || goneSince(evidence)) return undefined;
    return {
      cause: `The ${hook.event} hook ${hook.function} does not exist.`,
      evidence: [],
      actions: [{ text: 'Correct the name in Hooks, or deploy that function first.' }],
    };
  },
};
