import { percentAt } from '../../rollout/schedule';
import type { AlarmEvidence, Evidence, Release } from '../evidence';
import type { Action, Item, Rule } from '../explanation';
import { aws } from '../explanation';
import { aliasOf, ended, versionsOf } from '../words';

const TRAFFIC = 'AllowTraffic';
const isStopped = ({ release }: Evidence): boolean => release?.deployment.error?.code === 'ALARM_ACTIVE';

/** Since when it had been firing when the deployment began; undefined where it was not, or nobody knows. */
function firingAt({ changes, now }: AlarmEvidence, moment: Date): Date | undefined {
  const before = changes.findLast(({ at }) => at <= moment);
  if (before) return before.to === 'ALARM' ? before.at : undefined;
  const [after] = changes;
  if (after) return after.from === 'ALARM' ? new Date(0) : undefined;
  return now?.state === 'ALARM' && now.since && now.since <= moment ? now.since : undefined;
}

const MINUTE = 60_000;

/**
 * What fired earlier than this was firing before. Alarms are evaluated by the minute; where traffic has begun to move, CodeDeploy
 * saw none that fired, so that one of about the same time came after it.
 */
function startOf({ deployment: { created, events } }: Release): Date {
  const hasMoved = events.some(({ name, began }) => name === TRAFFIC && began !== null);
  return new Date(Date.parse(created ?? '') - (hasMoved ? MINUTE : 0));
}

const itemsOf = (alarms: readonly AlarmEvidence[]): Item[] =>
  alarms.flatMap(({ name, changes }) =>
    changes.map(({ at, from, to, reason }) => ({
      at,
      what: `alarm ${name}`,
      text: `${from} → ${to}${reason === '' ? '' : `: ${ended(reason)}`}`,
    })),
  );

const SWITCH: Action = {
  text: 'If the next deployment is the fix, deploy it with IgnoreAlarms: true, and remove that setting in the following update: see docs/rollouts.md.',
};

export const alarmBefore: Rule = {
  name: 'alarm-before',
  recognise(evidence) {
    const { release, alarms } = evidence;
    if (!release?.deployment.created || !isStopped(evidence)) return undefined;
    const moment = startOf(release);
    const firing = alarms.flatMap((alarm) => {
      const since = firingAt(alarm, moment);
      return since ? [{ alarm, since }] : [];
    });
    const [first] = firing.toSorted((a, b) => a.since.getTime() - b.since.getTime());
    if (!first) return undefined;
    const since = first.since.getTime() > 0 ? ` (since ${first.since.toISOString()})` : '';
    return {
      cause: `The alarm ${first.alarm.name} was already in ALARM when the deployment of ${aliasOf(evidence)} started${since}, so CodeDeploy stopped the deployment.`,
      evidence: itemsOf(firing.map(({ alarm }) => alarm)),
      actions: [{ text: 'Wait until the alarm is OK, or fix what it watches, and deploy again.' }, SWITCH],
    };
  },
};

export const alarmDuring: Rule = {
  name: 'alarm-during',
  recognise(evidence) {
    const { release, alarms } = evidence;
    if (!release || !isStopped(evidence)) return undefined;
    const began = startOf(release);
    const fired = alarms.flatMap((alarm) =>
      alarm.changes.filter(({ at, to }) => to === 'ALARM' && at > began).map(({ at }) => ({ alarm, at })),
    );
    const [first] = fired.toSorted((a, b) => a.at.getTime() - b.at.getTime());
    if (!first) return undefined;
    const { name } = release.place;
    const start = String(Date.parse(release.deployment.created ?? '') || first.at.getTime());
    return {
      cause: `The alarm ${first.alarm.name} went into ALARM ${meanwhile(release, aliasOf(evidence), first.at)}.`,
      evidence: itemsOf(fired.map(({ alarm }) => alarm).filter((alarm, index, all) => all.indexOf(alarm) === index)),
      actions: [
        {
          text: `See what the function logged during that time:`,
          command: aws(
            evidence,
            'logs',
            'filter-log-events',
            '--log-group-name',
            `/aws/lambda/${name}`,
            '--start-time',
            start,
            '--filter-pattern',
            '?ERROR ?Exception ?Error',
          ),
        },
        { text: 'Fix the function and deploy again. If something else was at fault, the same code can be deployed again.' },
        SWITCH,
      ],
    };
  },
};

/** How far the shift was. */
function meanwhile(release: Release, alias: string, at: Date): string {
  const { to } = versionsOf(release);
  const traffic = release.deployment.events.find(({ name }) => name === TRAFFIC);
  if (!traffic?.began || at < new Date(traffic.began)) return `before any traffic of ${alias} had shifted to version ${to}`;
  if (traffic.ended && at > new Date(traffic.ended) && traffic.status === 'Succeeded')
    return `after all traffic of ${alias} had shifted to version ${to}`;
  const percent = release.schedule && percentAt(release.schedule, new Date(traffic.began), at);
  return `while ${percent == null ? 'some' : `${percent}%`} of the traffic of ${alias} went to version ${to}`;
}

export const alarmUnknown: Rule = {
  name: 'alarm-unknown',
  recognise(evidence) {
    const { release, alarms } = evidence;
    if (!release || !isStopped(evidence)) return undefined;
    const names = alarms.map(({ name }) => name);
    return {
      cause: `An alarm of the deployment group stopped the deployment of ${aliasOf(evidence)}, but which one could not be determined.`,
      evidence: names.map((name) => ({ at: undefined, what: 'alarm', text: name })),
      actions: [
        ...names.map((name) => ({
          text: `See the history of ${name}:`,
          command: aws(evidence, 'cloudwatch', 'describe-alarm-history', '--alarm-name', name, '--history-item-type', 'StateUpdate'),
        })),
        SWITCH,
      ],
    };
  },
};
