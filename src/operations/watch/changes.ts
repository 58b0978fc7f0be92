import type { Alarm, Deployment, FunctionState, Hook, HookEvent, Rollout } from '../rollout/model';
import { isLost, isRunning } from '../rollout/status';

/** What is different from one look to the next. `watch --json` writes these, one object a line. */
export type Change = { readonly at: string } & (
  | {
      readonly kind: 'stack';
      readonly stack: string;
      readonly status: string;
      readonly before: string | null;
      readonly reason: string | null;
    }
  | ({ readonly kind: 'deployment' | 'rollback' } & OfFunction & {
        readonly id: string;
        readonly status: string;
        readonly before: string | null;
        readonly from: string | null;
        readonly to: string | null;
        readonly schedule: string | null;
        readonly error: Deployment['error'];
      })
  | ({ readonly kind: 'traffic' } & OfFunction & {
        readonly version: string | null;
        readonly percent: number;
        readonly before: number | null;
        readonly next: Deployment['next'];
      })
  | ({ readonly kind: 'hook' } & OfFunction & {
        readonly event: HookEvent;
        readonly hook: string;
        readonly status: Hook['status'];
        readonly before: Hook['status'];
      })
  | ({ readonly kind: 'alarm' } & OfFunction & Alarm & { readonly before: Alarm['state'] })
  | { readonly kind: 'failure'; readonly resource: string; readonly type: string; readonly status: string; readonly reason: string }
  | { readonly kind: 'end'; readonly stack: string; readonly outcome: Outcome }
);
interface OfFunction {
  readonly function: string;
  readonly alias: string;
}
/** rolledBack is what abort wants. */
export type Outcome = 'succeeded' | 'rolledBack' | 'failed' | 'interrupted';

/** Against undefined, everything that is worth knowing at the first look. */
export function changesOf(before: Rollout | undefined, after: Rollout, at: string): Change[] {
  const { name: stack, status, reason } = after.stack;
  const was = before?.stack.status ?? null;
  return [
    ...(status === was ? [] : [{ at, kind: 'stack' as const, stack, status, before: was, reason }]),
    ...after.functions.flatMap((one) => {
      const same = ({ name, alias }: FunctionState) => name === one.name && alias === one.alias;
      return ofFunction(before?.functions.find(same), one, isOfThisOperation(one, after), at);
    }),
  ];
}

/** Deployments of earlier operations are no news. */
export function isOfThisOperation({ deployment, rollback }: FunctionState, { stack }: Rollout): boolean {
  if (isRunning(deployment) || isRunning(rollback)) return true;
  return deployment?.created != null && stack.began !== null && deployment.created >= stack.began;
}

function ofFunction(before: FunctionState | undefined, after: FunctionState, isNews: boolean, at: string): Change[] {
  const of = { at, function: after.id, alias: after.alias };
  const { deployment, rollback, schedule } = after;
  const earlier = deployment?.id === before?.deployment?.id ? before?.deployment : undefined;
  const about = (kind: 'deployment' | 'rollback', now: Deployment | null, then: Deployment | null | undefined): Change[] => {
    if (now === null || (then?.id === now.id && then.status === now.status)) return [];
    const { id, status, from, to, error } = now;
    const was = then?.id === id ? then.status : null;
    return [{ ...of, kind, id, status, before: was, from, to, schedule: kind === 'deployment' ? (schedule?.name ?? null) : null, error }];
  };
  const hooks = after.hooks.flatMap(({ event, function: hook, status }): Change[] => {
    const was = earlier ? (before?.hooks.find((one) => one.event === event)?.status ?? null) : null;
    return status === was || (was === null && status === 'Pending') ? [] : [{ ...of, kind: 'hook', event, hook, status, before: was }];
  });
  const alarms = after.alarms.flatMap((alarm): Change[] => {
    const was = before?.alarms.find(({ name }) => name === alarm.name)?.state ?? null;
    return alarm.state === was || (was === null && alarm.state !== 'ALARM') ? [] : [{ ...of, kind: 'alarm', ...alarm, before: was }];
  });
  if (!isNews) return alarms;
  const began = earlier ? [] : about('deployment', deployment, undefined);
  const ended = earlier ? about('deployment', deployment, earlier) : [];
  return [...began, ...hooks, ...traffic(of, deployment, earlier), ...alarms, ...ended, ...about('rollback', rollback, before?.rollback)];
}

function traffic(of: OfFunction & { at: string }, deployment: Deployment | null, earlier: Deployment | null | undefined): Change[] {
  const { percent = null, to = null, next = null } = deployment ?? {};
  const before = earlier?.percent ?? null;
  if (isLost(deployment)) return []; // what it had reached before it was stopped
  if (percent === null || percent === before || (before === null && percent === 0)) return [];
  return [{ ...of, kind: 'traffic', version: to, percent, before, next }];
}
