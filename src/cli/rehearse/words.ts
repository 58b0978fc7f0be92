import { percent } from '../../rehearse/numbers';
import type { Outcome } from '../../rehearse/outcome';
import { type Advice, BAD, type Rehearsal, type Tried } from '../../rehearse/rehearse';
import type { Version } from '../../rehearse/release';
import type { LeftOut } from '../../rehearse/watch';

/** The words of a rehearsal, for the terminal and for the page alike. */

/** `Canary10Percent5Minutes if InProduction` */
export const schedule = ({ type, when }: Rehearsal): string =>
  [type, when.map(({ condition, holds }) => `${holds ? 'if' : 'unless'} ${condition}`).join(' and ')].filter(Boolean).join(' ');

/** `5 % fail`, `all fail`, `2x as long`. */
export function versionName({ fault, latency }: Version): string {
  const parts = [
    ...(fault > 0 ? [fault === 1 ? 'all fail' : `${percent(fault)} fail`] : []),
    ...(latency === 1 ? [] : [`${latency}x as long`]),
  ];
  return parts.join(', ') || 'as good as before';
}

/** `A version that fails 25 % of its requests` */
export function aVersion({ fault, latency }: Version): string {
  const parts = [
    ...(fault > 0 ? [`fails ${fault === 1 ? 'all' : percent(fault)} of its requests`] : []),
    ...(latency === 1 ? [] : [`takes ${latency} times as long`]),
  ];
  return `A version that ${parts.join(' and ') || 'is as good as the one before'}`;
}

/** `versions that fail 25 % of their requests` */
const versions = (version: Version): string =>
  aVersion(version).replace('A version', 'versions').replace('fails', 'fail').replace('its', 'their').replace('takes', 'take');

/** `3 min`, `2–5 min`: how long it took in the middle and in all but a twentieth. */
export const minutes = (spread: { median: number; p95: number } | null): string =>
  spread === null ? '–' : spread.median === spread.p95 ? `${spread.median} min` : `${spread.median}–${spread.p95} min`;

/** Why an alarm is silent in a rehearsal. */
export const silence = ({ name, unknown }: LeftOut): string => `${name} is left out: a rehearsal cannot simulate ${unknown}.`;

/** What is wrong with a release, one sentence each. */
export function faults({ good, advice, ignoresAlarms }: Rehearsal): string[] {
  if (ignoresAlarms) return ['IgnoreAlarms is on, so no alarm stops this deployment.'];
  if (!advice) return [];
  const { now, version, wrong } = advice;
  const before = good.minutes?.p95 === 0 ? ', before they start' : '';
  const [first] = good.by;
  const sentences = {
    late: `${percent(now.bad)} of ${versions(version)} are stopped.`,
    jumpy: `${percent(now.good)} of good versions are stopped unnecessarily${before}${first ? `, mostly by ${first.name}` : ''}.`,
  };
  return wrong.map((name) => sentences[name]);
}

const CHECK =
  'No alarm tells a bad version from a good one with this traffic. Check the new version before it receives any: Hooks: { PreTraffic: { Checks: […] } }.';

/** What to do about it. */
export function advised({ change, nearly, version }: Advice): string[] {
  const tried = ({ settings, bad, good }: Tried): string =>
    `${settings.join(' and ')}: ${percent(bad)} of ${versions(version)} and ${percent(good)} of good ones are stopped.`;
  if (change) return [tried(change)];
  return [...(nearly ? [`The best combination of alarms and schedule is ${tried(nearly)}`] : []), CHECK];
}

/** The version that the picture shows: the one that alarms are for, where it is among them. */
export const shownOf = ({ bad }: Rehearsal): Outcome | undefined => bad.find(({ fault }) => fault === BAD.fault) ?? bad[0];
