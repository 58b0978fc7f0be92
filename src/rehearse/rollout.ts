import { alarmsOfTemplate } from '../alarms/given';
import { Diagnostics } from '../diagnostics/diagnostics';
import { madeAlarms } from '../generate/madeAlarms';
import type { PlannedSchedule } from '../plan/schema';
import type { Deployable } from '../plan/side';
import { spell } from '../plan/spell';
import { schedulesOf } from '../plan/timeline';
import { type AlarmSetting, isWish } from '../settings/alarms';
import type { Hook } from '../settings/hooks';
import type { Deployment } from '../settings/settings';
import { propertiesOf, resourceOf, type Template } from '../template/template';
import type { Released } from '../version/released';
import { type LeftOut, readAlarm, type Watch } from './watch';

/** A release as CodeDeploy makes it: when traffic moves, and what may stop it. */
export interface Rollout {
  /** The name of the schedule. */
  readonly type: string;
  /** The conditions under which it is this schedule. */
  readonly when: PlannedSchedule['when'];
  readonly steps: readonly { readonly minute: number; readonly percent: number }[];
  readonly watches: readonly Watch[];
  /** Alarms that the deployment looks at, and the rehearsal does not know. */
  readonly leftOut: readonly LeftOut[];
  /** Checks of the PreTraffic and of the PostTraffic hook. */
  readonly checksBefore: number;
  readonly checksAfter: number;
  /** Is there a function that runs after the last shift? Until it reports, the alarms count. */
  readonly hookAfter: boolean;
}

/** What a hook that has nothing to wait for takes. */
const HOOK_MINUTES = 1;
/** Minutes of a rollout in which its alarms count: until its last shift, or until the hook after that has ended. */
export const watchedMinutes = ({ steps, checksAfter, hookAfter }: Rollout): number =>
  (steps.at(-1)?.minute ?? 0) + (checksAfter > 0 || hookAfter ? HOOK_MINUTES : 0);

/** The new version's share of the traffic in a minute, from 0 to 1. */
export function shareAt(steps: Rollout['steps'], minute: number): number {
  let percent = 0;
  for (const step of steps) if (step.minute <= minute) percent = step.percent;
  return percent / 100;
}

/** A function's release as its settings say, in each way in which CloudFormation may decide its Type. */
export function rolloutsOf(released: Released, deployable: Deployable): (Rollout | { readonly type: string; readonly steps: null })[] {
  const { deployment } = released.settings;
  return schedulesOf(deployment, deployable).map(({ name, when, steps }) => {
    if (!steps) return { type: name, steps };
    return { type: name, when, steps, ...alarmsIn(released, deployment, deployable), ...hooksIn(deployment) };
  });
}

const checksOf = (hook: Hook | undefined): number => (hook && 'checks' in hook ? hook.checks.length : 0);

const hooksIn = (deployment: Deployment | undefined) => ({
  checksBefore: checksOf(deployment?.hooks.PreTraffic),
  checksAfter: checksOf(deployment?.hooks.PostTraffic),
  hookAfter: deployment?.hooks.PostTraffic !== undefined,
});

function alarmsIn(released: Released, deployment: Deployment | undefined, deployable: Deployable): Pick<Rollout, 'watches' | 'leftOut'> {
  const alarms = deployment && !deployment.ignoreAlarms ? watched(released, deployment.alarms, deployable) : [];
  return {
    watches: alarms.filter((alarm) => 'evaluation' in alarm),
    leftOut: alarms.filter((alarm) => 'unknown' in alarm),
  };
}

export const watched = (released: Released, alarms: readonly AlarmSetting[], deployable: Deployable): (Watch | LeftOut)[] =>
  watchedBy(released, alarms, deployable).flatMap(([, watches]) => watches);

/** What each item of Alarms stands for. The alarms that SafeDeploy makes are read like any other. */
export function watchedBy(
  released: Released,
  alarms: readonly AlarmSetting[],
  { values, template }: Deployable,
): [AlarmSetting, (Watch | LeftOut)[]][] {
  const numbers = new Map<string, number>();
  return alarms.map((alarm) => {
    if (isWish(alarm)) {
      const number = (numbers.get(alarm.kind) ?? 0) + 1;
      numbers.set(alarm.kind, number);
      const made = madeAlarms(released, alarm, number, { values, diagnostics: new Diagnostics() });
      return [alarm, made.map(([id, resource]) => readAlarm(id, propertiesOf(resource), released, values))];
    }
    const ids = alarmsOfTemplate(alarm.given, template as Template, values);
    if (ids.length === 0) return [alarm, [{ name: spell(alarm.given), unknown: 'an alarm that is not in the template' }]];
    return [alarm, ids.map((id) => readAlarm(id, propertiesOf(resourceOf(template as Template, id)), released, values))];
  });
}
