import type { Rule } from '../explanation';
import { ended } from '../words';

const WORDS: Readonly<Record<string, string>> = {
  CREATE_FAILED: 'creation',
  UPDATE_FAILED: 'update',
  DELETE_FAILED: 'deletion',
  IMPORT_FAILED: 'import',
};

export const resourceFailed: Rule = {
  name: 'resource-failed',
  recognise({ failure }) {
    if (!failure) return undefined;
    const what = WORDS[failure.status] ?? 'operation';
    return {
      cause: `The ${what} of ${[...failure.path, failure.id].join('/')} (${failure.type}) failed: ${ended(failure.reason) || 'CloudFormation gave no reason'}.`,
      evidence: [],
      actions: [{ text: `Fix ${failure.id} and deploy again.` }],
    };
  },
};
