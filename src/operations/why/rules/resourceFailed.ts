import type { Rule } from '../explanation';
import { ended } from '../words';

export const resourceFailed: Rule = {
  name: 'resource-failed',
  recognise({ failure }) {
    if (!failure) return undefined;
    const what = failure.status.replace('_FAILED', '').toLowerCase();
    return {
      cause: `The ${what} of ${[...failure.path, failure.id].join('/')} (${failure.type}) failed: ${ended(failure.reason) || 'CloudFormation gives no reason'}.`,
      evidence: [],
      actions: [{ text: `Correct ${failure.id} and deploy again.` }],
    };
  },
};
