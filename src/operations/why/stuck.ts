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
  const why = first ? `${[...first.path, first.id].join('/')} (${first.type}): ${ended(first.reason)}` : 'its events do not say why';
  const go = ['cloudformation', 'continue-update-rollback', '--stack-name', stack.name];
  // only resources that failed during the rollback can be skipped; those of nested stacks are named after their own stack
  const skipped = rollbackFailures.filter(({ status }) => status === 'UPDATE_FAILED');
  const names = skipped.map(({ path, stackName, id }) => (path.length > 0 ? `${stackName}.${id}` : id));
  return {
    cause: `The rollback failed too and left the stack in UPDATE_ROLLBACK_FAILED, in which it cannot be updated: ${why}.`,
    evidence: rollbackFailures.map(({ at, path, id, status, reason }) => ({
      at,
      what: [...path, id].join('/'),
      text: `${status} during the rollback: ${ended(reason)}`,
    })),
    actions: [
      {
        text: 'Restore what the rollback needs (recreate what was deleted, grant the missing permission), then continue it:',
        command: aws(evidence, ...go),
      },
      ...(names.length > 0
        ? [
            {
              text: 'If that is impossible, skip the resources that failed. CloudFormation then assumes that they were rolled back, so correct them by hand:',
              command: aws(evidence, ...go, '--resources-to-skip', ...new Set(names)),
            },
          ]
        : []),
    ],
  };
}
