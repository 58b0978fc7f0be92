import type { Rule } from '../explanation';
import { linesOf, logItems } from '../words';

const TIMED_OUT = /Task timed out after ([\d.]+) seconds/;

export const hookTimedOut: Rule = {
  name: 'hook-timed-out',
  recognise({ hook }) {
    const match =
      hook &&
      TIMED_OUT.exec(
        linesOf(hook)
          .map(({ text }) => text)
          .join('\n'),
      );
    if (!hook || !match) return undefined;
    return {
      cause: `The ${hook.event} hook ${hook.function} timed out after ${Number(match[1])} seconds, before it reported to CodeDeploy.`,
      evidence: logItems(hook),
      actions: [
        {
          text: 'Increase Timeout of the hook, or make it test less. Lambda allows 900 seconds; CodeDeploy waits an hour.',
        },
      ],
    };
  },
};
