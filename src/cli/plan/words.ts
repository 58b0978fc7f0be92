import { EFFECTS } from '../../plan/format';
import type { Effect, Plan, PlannedCaller, PlannedFunction, PlannedSchedule } from '../../plan/schema';
import { groupBy } from '../../template/json';

/** The sentences of a plan, for the terminal and for Markdown alike. */

export const plural = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
const MOST_LEFT_OUT = 5;
export const OUTCOMES = ['left', 'moved', 'copied', 'widened', 'kept', 'already'] as const satisfies readonly PlannedCaller['outcome'][];

/** `0:00`, `90:00`; hours from two on, `48:00:00`. */
export function clock(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return minutes < 120 ? `${minutes}:00` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:00`;
}

/** `10 % at 0:00, 100 % at 10:00`; a long stairs keeps its first two steps and its last. */
export function drawTimeline({ name, steps }: PlannedSchedule, verbose = false): string {
  if (name === 'None') return 'at once, without CodeDeploy';
  if (!steps) return `according to the deployment config ${name}`;
  const said = steps.map(({ percent, minute }) => `${percent} % at ${clock(minute)}`);
  return verbose || said.length <= 4 ? said.join(', ') : [...said.slice(0, 2), '…', said.at(-1)].join(', ');
}

/** `2 functions marked`: a processed template has no marks, and functions that are released. */
export const headOf = ({ functions, template }: Plan): string =>
  `${plural(functions.length, 'function')} ${template.processed ? 'released' : 'marked'}`;

export const branch = ({ when }: PlannedSchedule): string =>
  when.map(({ condition, holds }) => `${holds ? 'if' : 'unless'} ${condition}`).join(', ');

export const hooksOf = ({ hooks }: PlannedFunction): string[] =>
  hooks.map(({ event, name, checks }) => `${event} ${name ?? plural(checks.length, 'check')}`);

/** The first few of a list, and how many more there are. */
export function folded(names: readonly string[], most: number): string {
  const shown = names.length > most + 1 ? names.slice(0, most) : names;
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest.toLocaleString('en')} more` : shown.join(', ');
}

/** `1 left, 4 moved` */
export function counts(callers: readonly PlannedCaller[]): string {
  const groups = groupBy(callers, ({ outcome }) => outcome);
  return OUTCOMES.flatMap((outcome) => (groups.has(outcome) ? [`${groups.get(outcome)?.length} ${outcome}`] : [])).join(', ') || 'none';
}

export const NO_CHANGES = 'No changes';

export const VERBS: Readonly<Record<Effect, readonly [one: string, many: string]>> = {
  shifts: ['shifts traffic gradually', 'shift traffic gradually'],
  atOnce: ['moves at once', 'move at once'],
  first: ['starts without a shift', 'start without a shift'],
  refused: ['makes the deployment fail', 'make the deployment fail'],
  unknown: ['cannot be predicted', 'cannot be predicted'],
  unchanged: ['publishes no new version', 'publish no new version'],
  absent: ['is not deployed', 'are not deployed'],
};

/** What the deployment does, one line for each effect that there is. */
export function effectLines({ functions }: Plan, most: number): { effect: Effect; text: string }[] {
  const groups = groupBy(functions, ({ deployment }) => deployment?.effect);
  return EFFECTS.flatMap((effect) => {
    const group = groups.get(effect);
    if (!group) return [];
    const [one, many] = VERBS[effect];
    const names = folded(
      group.map(({ id }) => id),
      most,
    );
    return [{ effect, text: `${plural(group.length, 'function')} ${group.length === 1 ? one : many}: ${names}` }];
  });
}

/** How the functions of the template move, whatever is deployed. */
export function scheduleLines({ functions }: Plan): string[] {
  const nameOf = ({ schedules }: PlannedFunction) => [...new Set(schedules.map(({ name }) => name))].join(' or ');
  return [...groupBy(functions, nameOf)].sort(([, a], [, b]) => b.length - a.length).map(([name, group]) => `${group.length} ${name}`);
}

export function sizeLine({ template: { resources, bytes } }: Plan): string {
  const number = (value: number) => value.toLocaleString('en');
  const room = `${number(resources.before)} → ${number(resources.after)} of ${resources.most}`;
  const size = `${number(bytes.before)} → ${number(bytes.after)} bytes as JSON`;
  const how =
    Math.max(bytes.file, bytes.after) > bytes.mostInline
      ? `more than the ${number(bytes.mostInline)} that CloudFormation accepts inline: upload it to S3`
      : `${number(bytes.mostInline)} fit inline`;
  return `Resources ${room}; template ${size} (${how})`;
}

const NOTHING = 'No function in this template is marked: add Metadata: { SafeDeploy: {} } to a function, or list functions in Functions';

/** That nothing is marked, and what `Functions: All` leaves out. Those for one reason stand together. */
export function notMarkedLines({ leftOut, functions, idleMarks }: Plan): string[] {
  if (idleMarks.length > 0)
    return [`Transform does not list SafeDeploy, so the marks of ${folded(idleMarks, MOST_LEFT_OUT)} have no effect`];
  const groups = [...groupBy(leftOut, ({ because }) => because)];
  const names = (group: Plan['leftOut']) => group.map(({ id }) => id);
  const lines = groups.map(([because, group]) => `Functions: All skips ${folded(names(group), MOST_LEFT_OUT)}: ${because}`);
  return functions.length === 0 ? [NOTHING, ...lines] : lines;
}
