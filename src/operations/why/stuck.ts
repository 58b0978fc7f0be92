import { isStuck } from '../rollout/status';
import type { Evidence } from './evidence';
import { aws, type Explanation } from './explanation';
import { ended } from './words';

/**
 * A stack whose rollback failed too, and how it gets out of that.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html
 */
export function stuck(evidence: Evidence): Explanation | undefined {
  const { stack, rollbackFailures } = evidence;
  if (!isStuck(stack.status)) return undefined;
  const [first] = rollbackFailures;
  const why = first
    ? `${[...first.path, first.id].join('/')} (${first.type}): ${ended(first.reason)}`
    : 'of a resource that its events do not name';
  const go = ['cloudformation', 'continue-update-rollback', '--stack-name', stack.name];
  // only resources that failed during the rollback can be skipped; those of nested stacks are named after their own stack
  const skipped = rollbackFailures.filter(({ status }) => status === 'UPDATE_FAILED');
  const names = skipped.map(({ path, stackName, id }) => (path.length > 0 ? `${stackName}.${id}` : id));
  return {
    cause: `The rollback failed as well, so that the stack is in UPDATE_ROLLBACK_FAILED and takes no update: ${why}.`,
    evidence: rollbackFailures.map(({ at, path, id, status, reason }) => ({
      at,
      what: [...path, id].join('/'),
      text: `${status} in the rollback: ${ended(reason)}`,
    })),
    actions: [
      {
        text: 'Repair what the rollback needs (recreate what was deleted, return the permission), then go on with it:',
        command: aws(evidence, ...go),
      },
      ...(names.length > 0
        ? [
            {
              text: 'Where that is impossible, leave out what failed. The stack then believes that these are as before, so set them right by hand:',
              command: aws(evidence, ...go, '--resources-to-skip', ...new Set(names)),
            },
          ]
        : []),
    ],
  };
}
