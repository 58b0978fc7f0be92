import { distance, nearest } from '../diagnostics/nearest';
import { isObject, type Json, own } from '../template/json';

/** How traffic moves to a new version. Minutes and percent as CodeDeploy counts them. */
export type Schedule =
  | { readonly kind: 'AllAtOnce' }
  | { readonly kind: 'Canary' | 'Linear'; readonly percent: number; readonly minutes: number }
  /** A deployment config that somebody else made: its name, or an intrinsic that gives it. */
  | { readonly kind: 'custom'; readonly name: Json };

/** One that only CloudFormation can decide. */
export interface ConditionalSchedule {
  readonly condition: string;
  readonly then: Schedule | ConditionalSchedule;
  readonly otherwise: Schedule | ConditionalSchedule;
}

/** What is wrong with a Type, as the parameters of a diagnostic. */
export type ScheduleFault = { readonly fault: 'unknown' | 'bounds' | 'nearMiss'; readonly meant: string };

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html */
const PREDEFINED = [
  'AllAtOnce',
  'Canary10Percent5Minutes',
  'Canary10Percent10Minutes',
  'Canary10Percent15Minutes',
  'Canary10Percent30Minutes',
  'Linear10PercentEvery1Minute',
  'Linear10PercentEvery2Minutes',
  'Linear10PercentEvery3Minutes',
  'Linear10PercentEvery10Minutes',
] as const;

/** Between the first and the last shift, https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const LONGEST_SHIFT_MINUTES = 2_880;
/** https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const LONGEST_CONFIG_NAME = 100;
export const PREFIX = 'CodeDeployDefault.Lambda';

const CANARY = /^Canary(\d+)Percent(\d+)Minutes?$/;
const LINEAR = /^Linear(\d+)PercentEvery(\d+)Minutes?$/;

/** A name that was meant as a schedule, but does not follow the grammar. A team's own `CanaryForPayments` is none. */
const LOOKS_LIKE_SCHEDULE = /^(codedeploydefault\.|(canary|linear)[\s_-]*\d|all[\s_-]*at[\s_-]*once)/i;
const TYPING_ERRORS = 3;

/** Grammar of `Type` where it is text or a map; intrinsics are peeled off before. */
export function parseSchedule(type: Json): Schedule | ScheduleFault {
  if (isObject(type)) return parseMap(type);
  if (typeof type !== 'string' || type === '' || type.length > LONGEST_CONFIG_NAME) return { fault: 'unknown', meant: '' };
  const name = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : type;
  if (name === 'AllAtOnce') return { kind: 'AllAtOnce' };
  for (const [kind, pattern] of [
    ['Canary', CANARY],
    ['Linear', LINEAR],
  ] as const) {
    const match = pattern.exec(name);
    if (match) return bounded(kind, Number(match[1]), Number(match[2]));
  }
  const [least, close] = PREDEFINED.map(
    (predefined) => [distance(name.toLowerCase(), predefined.toLowerCase()), predefined] as const,
  ).reduce((best, next) => (next[0] < best[0] ? next : best));
  if (/^none$/i.test(type)) return { fault: 'nearMiss', meant: 'None' };
  if (least <= TYPING_ERRORS) return { fault: 'nearMiss', meant: close };
  if (LOOKS_LIKE_SCHEDULE.test(type)) return { fault: 'nearMiss', meant: nearest(name, PREDEFINED) ?? 'Canary10Percent5Minutes' };
  return { kind: 'custom', name: type };
}

function parseMap(type: Json): Schedule | ScheduleFault {
  for (const kind of ['Canary', 'Linear'] as const) {
    const shape = own(type, kind);
    if (shape === undefined) continue;
    const known = isObject(shape) && Object.keys(shape).every((key) => key === 'Percent' || key === 'Minutes');
    if (!known || Object.keys(type as object).length !== 1) break;
    return bounded(kind, Number(own(shape, 'Percent')), Number(own(shape, 'Minutes')));
  }
  return { fault: 'unknown', meant: '' };
}

function bounded(kind: 'Canary' | 'Linear', percent: number, minutes: number): Schedule | ScheduleFault {
  const steps = kind === 'Canary' ? 1 : Math.ceil(100 / percent) - 1;
  const whole = Number.isInteger(percent) && Number.isInteger(minutes);
  if (!whole || percent < 1 || percent > 99 || minutes < 1 || steps * minutes > LONGEST_SHIFT_MINUTES) {
    return {
      fault: 'bounds',
      meant: `${kind} accepts 1 to 99 percent and whole minutes, at most ${LONGEST_SHIFT_MINUTES} minutes from the first to the last shift`,
    };
  }
  return { kind, percent, minutes };
}

export const isFault = (result: Schedule | ScheduleFault): result is ScheduleFault => 'fault' in result;

/** `Canary10Percent5Minutes`: the schedule's name in CodeDeploy's grammar. */
export function scheduleName(schedule: Exclude<Schedule, { kind: 'custom' }>): string {
  if (schedule.kind === 'AllAtOnce') return 'AllAtOnce';
  const { kind, percent, minutes } = schedule;
  const unit = minutes === 1 ? 'Minute' : 'Minutes';
  return kind === 'Canary' ? `Canary${percent}Percent${minutes}${unit}` : `Linear${percent}PercentEvery${minutes}${unit}`;
}

export const isPredefined = (name: string): boolean => (PREDEFINED as readonly string[]).includes(name);
export const predefinedConfig = (name: string): string => PREFIX + name;

/** Minutes from the first shift of traffic to the last. */
export function shiftMinutes(schedule: Schedule): number {
  if (schedule.kind === 'Canary') return schedule.minutes;
  if (schedule.kind === 'Linear') return (Math.ceil(100 / schedule.percent) - 1) * schedule.minutes;
  return 0;
}

/** Minutes that an alarm has before more traffic follows; undefined where nobody knows, or nothing follows. */
export function firstStepMinutes(schedule: Schedule | ConditionalSchedule): number | undefined {
  if ('condition' in schedule) {
    const steps = [schedule.then, schedule.otherwise].map(firstStepMinutes).filter((minutes) => minutes !== undefined);
    return steps.length > 0 ? Math.min(...steps) : undefined;
  }
  return 'minutes' in schedule ? schedule.minutes : undefined;
}
