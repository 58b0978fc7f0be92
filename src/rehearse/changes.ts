import { Diagnostics } from '../diagnostics/diagnostics';
import type { Deployable } from '../plan/side';
import { stepsOf } from '../plan/timeline';
import type { AlarmKind } from '../settings/alarmKinds';
import { AlarmReader, type AlarmSetting, alarmsOf, isWish, usualPeriods } from '../settings/alarms';
import { MOST_ALARMS } from '../settings/resolveAlarms';
import { isFault, parseSchedule, scheduleName } from '../settings/schedule';
import type { Deployment } from '../settings/settings';
import type { Json } from '../template/json';
import type { Released } from '../version/released';
import { type Rollout, watched, watchedBy } from './rollout';
import { written } from './written';

/** A change of the settings, and the release that it makes. */
export interface Change {
  /** As the author writes it: `Type: Canary10Percent15Minutes`. */
  readonly settings: readonly string[];
  readonly rollout: Rollout;
}

/** What a change is for. */
export interface Need {
  /** The bad version is a slow one. */
  readonly isSlow: boolean;
  /** Alarms that stop good versions. */
  readonly jumpy: readonly string[];
}

/** What may be said in place of the alarms that are made now. */
const RATES = ['{ ErrorRate: {} }', '{ Regression: {} }', '{ Errors: {} }'];
const MEANS = ['{ Regression: { Metric: Duration } }'];
const ABOUT_ERRORS: readonly AlarmKind[] = ['Errors', 'ErrorRate', 'ErrorRateRegression'];
const THRESHOLDS = [1, 2, 5, 10, 20, 50, 100];
const MINUTES = [10, 15, 30, 60];
const PERCENTS = [25, 50];

interface Alarms {
  readonly said: string | undefined;
  readonly settings: readonly AlarmSetting[];
}

/** Changes that may help, the smallest first: one setting before two, and few minutes more before many. */
export function* changesOf(
  released: Released,
  deployment: Deployment,
  rollout: Rollout,
  deployable: Deployable,
  need: Need,
): Generator<Change> {
  const own: Alarms = { said: undefined, settings: deployment.alarms };
  const others = [...otherAlarms(released, deployment, deployable, need)];
  const types = [...otherTypes(rollout)];
  const changed = (alarms: Alarms, type: string | undefined): Change => {
    const settings = [...(type === undefined ? [] : [`Type: ${type}`]), ...(alarms.said === undefined ? [] : [`Alarms: ${alarms.said}`])];
    return { settings, rollout: changedRollout(released, rollout, alarms.settings, type, deployable) };
  };
  for (const alarms of others) yield changed(alarms, undefined);
  for (const type of types) yield changed(own, type);
  for (const type of types) for (const alarms of others) yield changed(alarms, type);
}

/** What is there stays, but for what stops good versions, and for what the new alarm is instead of. */
function* otherAlarms(released: Released, deployment: Deployment, deployable: Deployable, { isSlow, jumpy }: Need): Generator<Alarms> {
  const { values } = deployable;
  const calm = watchedBy(released, deployment.alarms, deployable)
    .filter(([, watches]) => !watches.some(({ name }) => jumpy.includes(name)))
    .map(([alarm]) => alarm);
  const kept = calm.filter((alarm) => isSlow || !isWish(alarm) || !ABOUT_ERRORS.includes(alarm.kind));
  const reader = new AlarmReader(undefined, values, new Diagnostics());
  // a higher threshold stops less, which helps where too much is stopped
  const thresholds = jumpy.length > 0 ? THRESHOLDS.map((threshold) => `{ Errors: { Threshold: ${threshold} } }`) : [];
  for (const said of isSlow ? MEANS : [...RATES, ...thresholds]) {
    const read = reader.read(readable(said), []);
    if (read && fits([...kept, read])) yield { said: `[${[...kept.map(written), said].join(', ')}]`, settings: [...kept, read] };
  }
}

const fits = (alarms: readonly AlarmSetting[]): boolean =>
  alarms.reduce((sum, alarm) => sum + (isWish(alarm) ? alarmsOf(alarm) : 1), 0) <= MOST_ALARMS;

/** `{ Errors: { Threshold: 5 } }`: what stands above is YAML that is nearly JSON. */
const readable = (said: string): Json => JSON.parse(said.replace(/[A-Za-z]+/g, '"$&"')) as Json;

function* otherTypes({ steps }: Rollout): Generator<string> {
  const [first, second] = steps;
  const percent = first && first.percent < 100 ? first.percent : 10;
  const minutes = second ? second.minute : 5;
  for (const longer of MINUTES) if (longer > minutes) yield `Canary${percent}Percent${longer}Minutes`;
  for (const more of PERCENTS) {
    if (more <= percent) continue;
    for (const longer of [minutes, ...MINUTES]) if (longer >= minutes) yield `Canary${more}Percent${longer}Minutes`;
  }
}

function changedRollout(
  released: Released,
  rollout: Rollout,
  settings: readonly AlarmSetting[],
  type: string | undefined,
  deployable: Deployable,
): Rollout {
  const schedule = type === undefined ? undefined : parseSchedule(type);
  const isKnown = schedule && !isFault(schedule) && schedule.kind !== 'custom';
  const steps = isKnown ? stepsOf(schedule) : rollout.steps;
  const step = steps[1]?.minute;
  const before = rollout.steps[1]?.minute;
  const alarms = watched(
    released,
    settings.map((alarm) => inStep(alarm, before, step)),
    deployable,
  );
  return {
    ...rollout,
    type: isKnown ? scheduleName(schedule) : rollout.type,
    steps,
    watches: alarms.filter((alarm) => 'evaluation' in alarm),
    leftOut: alarms.filter((alarm) => 'unknown' in alarm),
  };
}

/** Defaults follow the first step; numbers of the author's own stay. */
function inStep(alarm: AlarmSetting, before: number | undefined, step: number | undefined): AlarmSetting {
  if (!isWish(alarm)) return alarm;
  const isDefault =
    alarm.period === 60 && [usualPeriods(alarm.kind, before), usualPeriods(alarm.kind)].includes(Number(alarm.evaluationPeriods));
  return isDefault ? { ...alarm, evaluationPeriods: usualPeriods(alarm.kind, step) } : alarm;
}
