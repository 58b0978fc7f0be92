import type { Rule } from '../explanation';
import { ended } from '../words';

export const afterShift: Rule = {
  name: 'after-shift',
  recognise({ failure, moved }) {
    if (!failure || failure.type === 'AWS::Lambda::Alias' || moved.length === 0) return undefined;
    return {
      cause: `${[...failure.path, failure.id].join('/')} (${failure.type}) failed after ${moved.join(', ')} had shifted, so CloudFormation rolled back the whole update: ${ended(failure.reason)}.`,
      evidence: [],
      actions: [
        { text: `Fix ${failure.id} and deploy again. The function itself was not at fault.` },
        { text: 'CodeDeploy also rolls back the alias. How long that takes is not documented.' },
      ],
    };
  },
};
