import type { FunctionState, Rollout } from '../../../operations/rollout/model';
import { isRunning, toneOfDeployment } from '../../../operations/rollout/status';
import { isOfThisOperation } from '../../../operations/watch/changes';
import { type Paint, painter, visible } from '../../report/terminal';
import { stackLine, unreadLines, type View } from './status';
import { cut, table } from './table';
import { fateOf, hookWord, nextOf, sharesOf, since, toned, toneOfAlarm } from './words';

/** More of them say nothing. */
const MOST_QUIET = 5;
const LONGEST_BAR = 40;

/** What watch draws, again and again: a few lines for each function that moves, one for each that does not. */
export function frame(rollout: Rollout, { colours, columns = 80, now }: View): string {
  const paint = painter(colours);
  const moving = rollout.functions.filter((one) => isOfThisOperation(one, rollout));
  const quiet = rollout.functions.filter((one) => !moving.includes(one));
  const blocks = moving.map((one) => ['', ...block(one, columns, now, paint)]);
  const lines = [stackLine(rollout, now, paint), ...quietLines(quiet, paint), ...blocks.flat(), ...unreadLines(rollout.unread, paint)];
  return lines.map((line) => cut(line, columns)).join('\n');
}

function quietLines(quiet: readonly FunctionState[], paint: Paint): string[] {
  if (quiet.length === 0) return [];
  if (quiet.length > MOST_QUIET) return ['', paint('dim', `${quiet.length} functions without a deployment`)];
  return ['', ...table(quiet.map((one) => [paint('dim', nameOf(one)), sharesOf(one.versions), paint('dim', 'no deployment')]))];
}

const nameOf = ({ id, alias }: FunctionState): string => `${visible(id)}:${visible(alias)}`;

function block(one: FunctionState, columns: number, now: number, paint: Paint): string[] {
  const { deployment, schedule, hooks, alarms, ignoresAlarms, rollback } = one;
  const tone = isRunning(rollback) ? 'busy' : toneOfDeployment(deployment);
  const time = isRunning(deployment) ? `  ${paint('dim', since(deployment?.created ?? null, now))}` : '';
  const marks = hooks.map((hook) => {
    const [word, hookTone] = hookWord(hook, deployment);
    return `${hook.event} ${visible(hook.function)} ${toned(paint, hookTone, word)}`.trimEnd();
  });
  const states = alarms.map((alarm) => `${toned(paint, toneOfAlarm(alarm), alarm.state ?? '?')} ${visible(alarm.name)}`);
  return [
    `${paint('bold', nameOf(one))}  ${paint('dim', visible(schedule?.name ?? ''))}`.trimEnd(),
    `  ${trafficLine(one, columns, now, paint)}`,
    ...labelled('hooks', marks, paint),
    ...labelled('alarms', ignoresAlarms ? [paint('yellow', 'ignored')] : states, paint),
    `  ${toned(paint, tone, visible(fateOf(one)))}${time}`,
  ];
}

/** The label beside the first. */
const labelled = (label: string, items: readonly string[], paint: Paint): string[] =>
  items.map((item, index) => `  ${paint('dim', (index === 0 ? label : '').padEnd(7))}  ${item}`);

/** `7 █████░░░░░ 8  30%, 40% in 42s`; CodeDeploy's own rollback is drawn backwards, as traffic flows. */
function trafficLine({ deployment, rollback, versions }: FunctionState, columns: number, now: number, paint: Paint): string {
  const label = paint('dim', 'traffic');
  if (!deployment || deployment.from === null || deployment.to === null || deployment.percent === null)
    return `${label}  ${sharesOf(versions)}`;
  const share = versions.find(({ version }) => version === deployment.to)?.percent ?? 0;
  const width = Math.max(10, Math.min(LONGEST_BAR, columns - 45));
  // part of a cell is a cell: a canary of one percent is there to be seen
  const filled = share > 0 ? Math.max(1, Math.round((share / 100) * width)) : 0;
  const tone = rollback || deployment.error ? 'red' : 'green';
  const bar = paint('dim', '░'.repeat(width - filled)) + paint(tone, '█'.repeat(filled));
  const next = nextOf(deployment, now);
  return `${label}  ${deployment.from} ${bar} ${deployment.to}  ${share}%${next === '' ? '' : `, ${next}`}`;
}
