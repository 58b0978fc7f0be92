import type { FunctionState, Rollout } from '../../../operations/rollout/model';
import { isBusy, isRunning } from '../../../operations/rollout/status';
import { painter, visible } from '../../report/terminal';
import { wrapped } from '../../report/wrap';
import { table } from './table';

/** What will happen, before it does. */
export function abortText(
  { stack, functions }: Rollout,
  chosen: readonly FunctionState[],
  { colours, columns }: { colours: boolean; columns: number },
): string {
  const paint = painter(colours);
  const rows = chosen.map(({ id, alias, deployment }) => {
    const { from, to, percent } = deployment ?? {};
    return [
      `  ${paint('bold', visible(`${id}:${alias}`))}`,
      deployment?.id ?? '',
      `version ${to} has ${percent ?? '?'} % of the traffic; all of it goes back to version ${from}`,
    ];
  });
  const others = functions.filter((one) => isRunning(one.deployment) && !chosen.includes(one)).map(({ id }) => id);
  const and = others.length > 0 ? ` That takes back ${others.join(', ')} as well.` : '';
  const after = isBusy(stack.status)
    ? [
        `CloudFormation sees the deployment fail and rolls back the whole update of ${stack.name}, with everything else that it changed.${and}`,
        'Traffic goes back within seconds; the rollback of the stack has been reported to take half an hour.',
      ]
    : [`The stack ${stack.name} is not being updated: nothing but the alias changes.`];
  return `${['This stops:', ...table(rows), '', ...after.flatMap((text) => wrapped(visible(text), columns)), ''].join('\n')}\n`;
}
