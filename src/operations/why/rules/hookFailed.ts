import { aws, type Rule } from '../explanation';
import { ended, goneSince, logItems, tellingLine, WHEN } from '../words';

export const hookFailed: Rule = {
  name: 'hook-failed',
  recognise(evidence) {
    const { hook } = evidence;
    if (!hook) return undefined;
    const line = tellingLine(hook);
    const why = line ? `: ${ended(line.text)}` : '';
    const window = hook.began ? ['--start-time', String(hook.began.getTime())] : [];
    return {
      cause: `The ${hook.event} hook ${hook.function} failed ${WHEN[hook.event]}${why}.`,
      evidence: [
        ...logItems(hook),
        ...(goneSince(evidence)
          ? [{ at: hook.ended, what: 'hook', text: `${hook.function} no longer exists; a rollback deletes what came with the update` }]
          : []),
      ],
      actions: [
        {
          text: 'Read the full log:',
          command: aws(evidence, 'logs', 'filter-log-events', '--log-group-name', hook.logGroup, ...window),
        },
        { text: 'Fix what it found, and deploy again.' },
      ],
    };
  },
};
