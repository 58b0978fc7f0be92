import type { Rule } from '../explanation';
import { linesOf, logItems } from '../words';

const DENIED = /not authorized to perform: codedeploy:PutLifecycleEventHookExecutionStatus|did not take the report .*AccessDenied/i;

export const hookCannotReport: Rule = {
  name: 'hook-cannot-report',
  recognise({ hook }) {
    if (!hook || !linesOf(hook).some(({ text }) => DENIED.test(text))) return undefined;
    return {
      cause: `The ${hook.event} hook ${hook.function} ran, but its role does not allow it to report the result to CodeDeploy.`,
      evidence: logItems(hook),
      actions: [
        {
          text: 'Allow codedeploy:PutLifecycleEventHookExecutionStatus on the deployment group in the role of the hook. SafeDeploy does that when both hook and role are in the template.',
        },
      ],
    };
  },
};
