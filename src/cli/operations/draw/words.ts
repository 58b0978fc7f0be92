import type { Alarm, Deployment, EventStatus, FunctionState, Hook, HookEvent, Share } from '../../../operations/rollout/model';
import { isRunning, type Tone } from '../../../operations/rollout/status';
import type { Paint } from '../../report/terminal';

/** The words that status and watch share. */

export const STYLES: Readonly<Record<Tone, 'green' | 'red' | 'yellow' | 'reset'>> = {
  good: 'green',
  bad: 'red',
  busy: 'yellow',
  plain: 'reset',
};
export const toned = (paint: Paint, tone: Tone, text: string): string => (tone === 'plain' ? text : paint(STYLES[tone], text));

const SECOND = 1_000;
const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/** `42s`, `3m 12s`, `2h 5m`: the two largest units. */
export function duration(milliseconds: number): string {
  let left = Math.max(0, Math.round(milliseconds / SECOND));
  const parts = UNITS.flatMap(([unit, seconds]) => {
    const count = Math.floor(left / seconds);
    left %= seconds;
    return count > 0 ? [`${count}${unit}`] : [];
  });
  return parts.slice(0, 2).join(' ') || '0s';
}

export const since = (time: string | null, now: number): string => (time === null ? '' : duration(now - Date.parse(time)));

/** `100% in 3m 12s`; a step whose time has come is due. */
export function nextOf({ next }: Deployment, now: number): string {
  if (!next) return '';
  const left = Date.parse(next.at) - now;
  return `${next.percent}% ${left > 0 ? `in ${duration(left)}` : 'due'}`;
}

export const sharesOf = (versions: readonly Share[]): string =>
  versions.length === 1 ? `${versions[0]?.version}` : versions.map(({ version, percent }) => `${version} ${percent}%`).join(', ');

const SHORT: Readonly<Record<HookEvent, string>> = { BeforeAllowTraffic: 'before', AfterAllowTraffic: 'after' };
export const shortEvent = (event: HookEvent): string => SHORT[event];

const EVENT_WORDS: Readonly<Record<EventStatus, readonly [word: string, tone: Tone]>> = {
  Pending: ['pending', 'plain'],
  InProgress: ['running', 'busy'],
  Succeeded: ['passed', 'good'],
  Failed: ['failed', 'bad'],
  Skipped: ['skipped', 'plain'],
  Ready: ['pending', 'plain'],
  Unknown: ['unknown', 'plain'],
};
/** What a hook does or did; one that waits for nothing any more did not run. */
export function hookWord({ status }: Hook, deployment: Deployment | null): readonly [word: string, tone: Tone] {
  if (status === null) return ['', 'plain'];
  return status === 'Pending' && !isRunning(deployment) ? ['not run', 'plain'] : EVENT_WORDS[status];
}

export const toneOfAlarm = ({ state }: Alarm): Tone => (state === 'ALARM' ? 'bad' : state === 'OK' ? 'good' : 'plain');

/** `InProgress` as people say it. */
const DEPLOYMENT_WORDS: Readonly<Record<string, string>> = {
  Created: 'created',
  Queued: 'queued',
  InProgress: 'in progress',
  Baking: 'baking',
  Ready: 'ready',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Stopped: 'stopped',
};
export const deploymentWord = (status: string): string => DEPLOYMENT_WORDS[status] ?? status;

/** What became of a deployment, and of its rollback. */
export function fateOf({ deployment, rollback }: FunctionState): string {
  if (!deployment) return 'no deployment';
  const error = deployment.error ? ` (${deployment.error.code})` : '';
  const back = rollback
    ? isRunning(rollback)
      ? ', rolling back'
      : rollback.status === 'Succeeded'
        ? ', rolled back'
        : ', rollback failed'
    : '';
  return `${deployment.id} ${deploymentWord(deployment.status)}${error}${back}`;
}
