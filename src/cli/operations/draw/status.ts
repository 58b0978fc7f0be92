import type { FunctionState, Rollout, Unread } from '../../../operations/rollout/model';
import { isRunning, toneOfDeployment, toneOfStack } from '../../../operations/rollout/status';
import { type Paint, painter, visible } from '../../report/terminal';
import { cut, table } from './table';
import { fateOf, hookWord, nextOf, sharesOf, shortEvent, since, toned } from './words';

export interface View {
  readonly colours: boolean;
  /** undefined where nothing is cut. */
  readonly columns: number | undefined;
  readonly now: number;
}

const HEAD = ['FUNCTION', 'ALIAS', 'VERSIONS', 'SCHEDULE', 'HOOKS', 'ALARMS', 'LAST DEPLOYMENT'];

/** One line for each function. */
export function statusText(rollout: Rollout, { colours, columns, now }: View): string {
  const paint = painter(colours);
  const rows = rollout.functions.map((one) => row(one, now, paint));
  const lines = rows.length > 0 ? table([HEAD.map((name) => paint('dim', name)), ...rows]) : ['The stack has no function aliases.'];
  const all = [stackLine(rollout, now, paint), '', ...lines, ...unreadLines(rollout.unread, paint)];
  return `${all.map((line) => (columns === undefined ? line : cut(line, columns))).join('\n')}\n`;
}

export function stackLine({ stack }: Rollout, now: number, paint: Paint): string {
  const { began, ended } = stack;
  const time = ended !== null ? `${since(ended, now)} ago` : began !== null ? `for ${since(began, now)}` : '';
  const age = time === '' ? '' : `  ${paint('dim', time)}`;
  return `${paint('bold', visible(stack.name))}  ${toned(paint, toneOfStack(stack.status), stack.status)}${age}`;
}

function row(one: FunctionState, now: number, paint: Paint): string[] {
  const { id, alias, versions, deployment, rollback } = one;
  const time = deployment?.ended ?? deployment?.created ?? null;
  const age = time === null ? '' : isRunning(deployment) ? ` for ${since(time, now)}` : ` ${since(time, now)} ago`;
  const tone = isRunning(rollback) ? 'busy' : toneOfDeployment(deployment);
  const cells = [
    visible(id),
    visible(alias),
    sharesOf(versions) || '?',
    scheduleCell(one, now),
    hookCell(one, paint),
    alarmCell(one, paint),
  ];
  return [...cells, `${toned(paint, tone, visible(fateOf(one)))}${age}`];
}

function scheduleCell({ schedule, deployment }: FunctionState, now: number): string {
  if (!schedule) return 'None';
  const next = deployment ? nextOf(deployment, now) : '';
  return `${visible(schedule.name)}${next === '' ? '' : `, ${next}`}`;
}

function hookCell({ hooks, deployment }: FunctionState, paint: Paint): string {
  const cells = hooks.map((hook) => {
    const [word, tone] = hookWord(hook, deployment);
    return `${shortEvent(hook.event)}${word === '' ? '' : ` ${toned(paint, tone, word)}`}`;
  });
  return cells.join(', ') || '-';
}

/** Those that fire by name, the others by number. */
function alarmCell({ alarms, ignoresAlarms }: FunctionState, paint: Paint): string {
  if (alarms.length === 0) return '-';
  if (ignoresAlarms) return paint('yellow', 'ignored');
  const firing = alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => paint('red', `ALARM ${visible(name)}`));
  const count = (state: string | null, word: string) => {
    const number = alarms.filter((alarm) => alarm.state === state).length;
    return number > 0 ? [`${number} ${word}`] : [];
  };
  return [...firing, ...count('OK', 'OK'), ...count('INSUFFICIENT_DATA', 'without data'), ...count(null, 'unknown')].join(', ');
}

/** What is missing in the picture, and why. */
export function unreadLines(unread: readonly Unread[], paint: Paint): string[] {
  if (unread.length === 0) return [];
  return ['', paint('yellow', 'Could not read:'), ...unread.map(({ action, because }) => `  ${action}: ${visible(because)}`)];
}
