import type { Rule } from '../explanation';
import { linesOf, logItems, WHEN } from '../words';

/** What the function that runs checks writes: src/checks/run.ts. */
const FAILED = /check "(.*)" FAILED: (.*?)\.?$/;
const REQUEST = /(?:; )?its request id is .*$/;

export const checkFailed: Rule = {
  name: 'check-failed',
  recognise({ hook }) {
    if (!hook) return undefined;
    const failed = linesOf(hook).flatMap(({ text }) => {
      const [, name = '', why = ''] = FAILED.exec(text.split('\n')[0] ?? '') ?? [];
      return name === '' ? [] : [{ name, why: why.replace(REQUEST, '') }];
    });
    const distinct = [...new Map(failed.map((one) => [one.name, one])).values()]; // Lambda may deliver the event again
    const [first, ...more] = distinct;
    if (!first) return undefined;
    const others = more.length > 0 ? ` (${more.length} more ${more.length === 1 ? 'check' : 'checks'} failed)` : '';
    return {
      cause: `The check "${first.name}" failed ${WHEN[hook.event]}: ${first.why}${others}.`,
      evidence: logItems(hook),
      actions: [
        { text: 'Look up the request id in the log of the function itself.' },
        { text: 'Fix the function, or the expectation if the new answer is right, and deploy again.' },
      ],
    };
  },
};
