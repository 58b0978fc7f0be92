import type { Rule } from '../explanation';
import { ended } from '../words';

export const afterShift: Rule = {
  name: 'after-shift',
  recognise({ failure, moved }) {
    if (!failure || failure.type === 'AWS::Lambda::Alias' || moved.length === 0) return undefined;
    return {
      cause: `${[...failure.path, failure.id].join('/')} (${failure.type}) failed after ${moved.join(', ')} had moved, so CloudFormation took the whole update back: ${ended(failure.reason)}.`,
      evidence: [],
      actions: [
        { text: `Correct ${failure.id} and deploy again; the function itself was not at fault.` },
        { text: 'The alias goes back through CodeDeploy as well. Whether that takes as long as the shift is not documented.' },
      ],
    };
  },
};
