import type { Rule } from '../explanation';
import { ended } from '../words';

export const unknown: Rule = {
  name: 'unknown',
  recognise({ reasons, changeSet, stack }) {
    const said = changeSet?.reason ?? reasons[0]?.reason;
    return {
      cause: said
        ? `CloudFormation says: ${ended(said)}.`
        : `Nothing that safedeploy could read explains why the stack is in ${stack.status}.`,
      evidence: [],
      actions: [],
    };
  },
};
