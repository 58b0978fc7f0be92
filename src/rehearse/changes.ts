import { Diagnostics } from '../diagnostics/diagnostics';
import type { Released } from '../generate/released';
import type { Deployable } from '../plan/side';
import { spell } from '../plan/spell';
import { stepsOf } from '../plan/timeline';
import { AlarmReader, type AlarmSetting, isWish, usualPeriods } from '../settings/alarms';
import { isFault, parseSchedule, scheduleName } from '../settings/schedule';
import type { Deployment } from '../settings/settings';
import type { Json } from '../template/json';
import { type Rollout, watched } from './rollout';
import type { Version } from './simulate';

/** A change of the settings, and the release that it makes. */
export interface Change {
  /** As the author writes it: `Type: Canary10Percent15Minutes`. */
  readonly settings: readonly string[];
  readonly rollout: Rollout;
}

/** What may be said in place of the alarms that are made now. */
const RATES = ['{ ErrorRate: {} }', '{ Regression: {} }', '{ Errors: {} }'];
const MEANS = ['{ Regression: { Metric: Duration } }'];
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
  { latency }: Version,
): Generator<Change> {
  const own: Alarms = { said: undefined, settings: deployment.alarms };
  const others = [...otherAlarms(deployment, deployable, latency > 1)];
  const types = [...otherTypes(rollout)];
  const changed = (alarms: Alarms, type: string | undefined): Change => {
    const settings = [...(type === undefined ? [] : [`Type: ${type}`]), ...(alarms.said === undefined ? [] : [`Alarms: ${alarms.said}`])];
    return { settings, rollout: changedRollout(released, rollout, alarms.settings, type, deployable) };
  };
  for (const alarms of others) yield changed(alarms, undefined);
  for (const type of types) yield changed(own, type);
  for (const type of types) for (const alarms of others) yield changed(alarms, type);
}

/** The alarms that exist stay, in all changes but those that leave one of them out. */
function* otherAlarms(deployment: Deployment, deployable: Deployable, forLatency: boolean): Generator<Alarms> {
  const given = deployment.alarms.flatMap((alarm) => (isWish(alarm) ? [] : [alarm]));
  const names = given.map(({ given: name }) => spell(name));
  const reader = new AlarmReader(undefined, deployable.values, new Diagnostics());
  const read = (said: string): AlarmSetting[] => {
    const setting = reader.read(readable(said), []);
    return setting ? [setting] : [];
  };
  const beside = (said: readonly string[], kept: readonly AlarmSetting[], names: readonly string[]): Alarms => ({
    said: `[${[...names, ...said].join(', ')}]`,
    settings: [...kept, ...said.flatMap(read)],
  });
  if (forLatency) {
    const made = deployment.alarms.filter(isWish);
    for (const mean of MEANS) yield { said: `[…, ${mean}]`, settings: [...given, ...made, ...read(mean)] };
    return;
  }
  for (const rate of RATES) yield beside([rate], given, names);
  for (const threshold of THRESHOLDS) yield beside([`{ Errors: { Threshold: ${threshold} } }`], given, names);
  if (given.length > 0) for (const rate of RATES) yield beside([rate], [], []);
}

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
    unwatched: alarms.filter((alarm) => 'unknown' in alarm),
  };
}

/** Defaults follow the first step; numbers of the author's own stay. */
function inStep(alarm: AlarmSetting, before: number | undefined, step: number | undefined): AlarmSetting {
  if (!isWish(alarm)) return alarm;
  const isDefault =
    alarm.period === 60 && [usualPeriods(alarm.kind, before), usualPeriods(alarm.kind)].includes(Number(alarm.evaluationPeriods));
  return isDefault ? { ...alarm, evaluationPeriods: usualPeriods(alarm.kind, step) } : alarm;
}
