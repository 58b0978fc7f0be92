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
      `version ${to} has ${percent ?? '?'}% of traffic; all of it returns to version ${from}`,
    ];
  });
  const others = functions.filter((one) => isRunning(one.deployment) && !chosen.includes(one)).map(({ id }) => id);
  const and = others.length > 0 ? ` That includes ${others.join(', ')}.` : '';
  const after = isBusy(stack.status)
    ? [
        `CloudFormation then rolls back the whole update of ${stack.name}, including everything else that it changed.${and}`,
        'Traffic returns within seconds. Rolling back the stack is reported to take up to half an hour.',
      ]
    : [`The stack ${stack.name} is not being updated, so only the alias changes.`];
  return `${['This stops:', ...table(rows), '', ...after.flatMap((text) => wrapped(visible(text), columns)), ''].join('\n')}\n`;
}
