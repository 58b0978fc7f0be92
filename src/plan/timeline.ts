import { type ConditionalSchedule, isFault, parseSchedule, type Schedule, scheduleName } from '../settings/schedule';
import type { Deployment } from '../settings/settings';
import { isScalar, type Json, own } from '../template/json';
import { soleReference } from '../template/references';
import { propertiesOf } from '../template/template';
import type { PlannedSchedule } from './schema';
import type { Deployable } from './side';
import { spell } from './spell';

type Steps = PlannedSchedule['steps'];

/** How traffic moves, for each way in which CloudFormation may decide it. */
export function schedulesOf(deployment: Deployment | undefined, deployable: Deployable): PlannedSchedule[] {
  if (!deployment) return [{ name: 'None', when: [], steps: [{ minute: 0, percent: 100 }] }];
  return branches(deployment.schedule, [], deployable);
}

function branches(schedule: Schedule | ConditionalSchedule, when: PlannedSchedule['when'], deployable: Deployable): PlannedSchedule[] {
  if ('condition' in schedule) {
    const { condition, then, otherwise } = schedule;
    return [
      ...branches(then, [...when, { condition, holds: true }], deployable),
      ...branches(otherwise, [...when, { condition, holds: false }], deployable),
    ];
  }
  if (schedule.kind === 'custom') return [{ name: spell(schedule.name), when, steps: configured(schedule.name, deployable) }];
  return [{ name: scheduleName(schedule), when, steps: stepsOf(schedule) }];
}

/** Each moment at which traffic moves, and how much of it the new version has from then on. */
export function stepsOf(schedule: Exclude<Schedule, { kind: 'custom' }>): NonNullable<Steps> {
  if (schedule.kind === 'AllAtOnce') return [{ minute: 0, percent: 100 }];
  const { kind, percent, minutes } = schedule;
  if (kind === 'Canary') {
    return [
      { minute: 0, percent },
      { minute: minutes, percent: 100 },
    ];
  }
  const count = Math.ceil(100 / percent);
  return Array.from({ length: count }, (_, i) => ({ minute: i * minutes, percent: Math.min(100, (i + 1) * percent) }));
}

/** A deployment config of the template itself can be read; another's is known to CodeDeploy only. */
function configured(name: Json, { resources, values }: Deployable): Steps {
  const target = soleReference(name);
  const config = target?.attribute === '' ? own(resources, target.id) : undefined;
  if (own(config, 'Type') !== 'AWS::CodeDeploy::DeploymentConfig') return null;
  const routing = values.resolve(own(propertiesOf(config), 'TrafficRoutingConfig'));
  if (own(routing, 'Type') === 'AllAtOnce') return stepsOf({ kind: 'AllAtOnce' });
  const shapes = { TimeBasedCanary: 'Canary', TimeBasedLinear: 'Linear' } as const;
  const kind = shapes[String(own(routing, 'Type')) as keyof typeof shapes];
  const shape = own(routing, `TimeBased${kind}`);
  const [percent, minutes] = [own(shape, `${kind}Percentage`), own(shape, `${kind}Interval`)];
  if (!isScalar(percent) || !isScalar(minutes)) return null;
  const schedule = parseSchedule({ [kind]: { Percent: percent, Minutes: minutes } });
  return isFault(schedule) || schedule.kind === 'custom' ? null : stepsOf(schedule);
}
