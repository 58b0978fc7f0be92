import type { Effect, Plan, PlannedFunction } from '../../plan/schema';
import type { Paint } from '../report/terminal';
import { callerLines } from './callerLines';
import { branch, drawTimeline, folded, hooksOf, VERBS } from './words';

export type Style = Parameters<Paint>[0];
export const EFFECT_STYLES: Readonly<Record<Effect, Style>> = {
  shifts: 'green',
  atOnce: 'yellow',
  first: 'cyan',
  refused: 'red',
  unknown: 'yellow',
  unchanged: 'dim',
  absent: 'dim',
};

const MOST = 4;

/** A row of a block: a short label, and text that may be broken between words. */
export type Row = readonly [label: string, text: string, style?: Style];

/** What is planned for one function, as the rows of a block. */
export function rowsOf(planned: PlannedFunction, plan: Plan, verbose: boolean): Row[] {
  const { version, deployment, schedules, alarms, ignoresAlarms, condition } = planned;
  const most = verbose ? Number.POSITIVE_INFINITY : MOST;
  const made = plan.generated.filter((one) => one.function === planned.id).map(({ id, type }) => id ?? type);
  const rows: (Row | undefined)[] = [
    deployment ? ['deployment', `${VERBS[deployment.effect][0]}: ${deployment.because}`, EFFECT_STYLES[deployment.effect]] : undefined,
    verbose && deployment && deployment.changed.length > 0 ? ['changed', changes(deployment.changed)] : undefined,
    ['version', `${version.id ?? `not known: it depends on ${version.unknown.join(', ')}`}, of ${folded(version.ingredients, most)}`],
    condition ? ['condition', `${condition.name} ${holds(condition.holds)}`] : undefined,
    ...schedules.map((schedule): Row => [branch(schedule) || trafficLabel(deployment), drawTimeline(schedule, verbose)]),
    planned.hooks.length > 0 ? ['hooks', hooksOf(planned).join(', ')] : undefined,
    alarms.length > 0 ? ['alarms', alarmsOf(alarms, ignoresAlarms, most)] : undefined,
    ...planned.notes.map((text): Row => ['note', text, 'yellow']),
    // what is compared tells which callers change, for all functions together
    ...callerLines(deployment ? [] : planned.callers, verbose).map(
      ({ outcome, text }): Row => [outcome, text, outcome === 'left' ? 'yellow' : undefined],
    ),
    verbose && !deployment ? ['generated', made.join(', ')] : undefined,
  ];
  return rows.filter((row) => row !== undefined);
}

/** A schedule that moves no traffic in this update holds for those that follow. */
const trafficLabel = (deployment: PlannedFunction['deployment']): string =>
  deployment && !['shifts', 'atOnce'].includes(deployment.effect) ? 'later' : 'traffic';

const holds = (value: boolean | null): string => (value === null ? 'is decided by CloudFormation' : value ? 'is true' : 'is false');

const alarmsOf = (alarms: PlannedFunction['alarms'], ignored: boolean, most: number): string =>
  folded(
    alarms.map(({ name }) => name),
    most,
  ) + (ignored ? ' (ignored)' : '');

const changes = (changed: readonly { readonly property: string; readonly certain: boolean }[]): string =>
  changed.map(({ property, certain }) => (certain ? property : `${property} (possibly)`)).join(', ');
