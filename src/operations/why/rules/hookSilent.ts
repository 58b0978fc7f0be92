import type { Rule } from '../explanation';
import { logItems, saidIn } from '../words';

/** CodeDeploy waits an hour: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
const NEARLY_AN_HOUR = 55 * 60_000;
const NO_ANSWER =
  /(did not|didn't|never) (call|report|respond|return|answer)|no (callback|response|answer|report)|reported nothing|within an hour|timed? ?out/i;

export const hookSilent: Rule = {
  name: 'hook-silent',
  recognise(evidence) {
    const { hook, release } = evidence;
    if (!hook) return undefined;
    const waited = hook.began && hook.ended ? hook.ended.getTime() - hook.began.getTime() : 0;
    const isSilent = waited >= NEARLY_AN_HOUR || release?.deployment.error?.code === 'TIMEOUT' || NO_ANSWER.test(saidIn(evidence));
    if (!isSilent) return undefined;
    return {
      cause: `The ${hook.event} hook ${hook.function} never reported a result, and CodeDeploy stopped waiting for it.`,
      evidence: logItems(hook),
      actions: [
        {
          text: 'Make the hook call PutLifecycleEventHookExecutionStatus on every path, including failures. CodeDeploy waits an hour for it.',
        },
        { text: 'Checks need no code and always report: see docs/checks.md.' },
      ],
    };
  },
};
