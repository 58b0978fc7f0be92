import { hasChanges } from '../../plan/compare/hasChanges';
import type { Comparison, Effect, Plan, PlannedFunction } from '../../plan/schema';
import { type Paint, painter, visible } from '../report/terminal';
import { wrapped } from '../report/wrap';
import { EFFECT_STYLES, type Row, rowsOf, type Style } from './block';
import { lastLines } from './diffLines';
import type { Screen } from './screen';
import { capped, changeRows, rowOf, templateRows } from './summary';
import { counts, drawTimeline, headOf, NO_CHANGES, plural } from './words';

/** From here on a block for each function tells nothing any more, and a line for each does. */
const MOST_BLOCKS = 10;
const MOST_NAMES = 5;
const MOST_LINES = 40;
const URGENT: readonly Effect[] = ['shifts', 'unknown', 'refused'];

const urgency = ({ deployment, callers }: PlannedFunction): number =>
  2 * URGENT.indexOf(deployment?.effect ?? 'unchanged') + Number(callers.some(({ outcome }) => outcome === 'left'));

export interface View extends Screen {
  readonly verbose: boolean;
}

/** The plan for people: a few lines that tell the story, then each function. */
export function textOf(plan: Plan, view: View): string {
  if (!hasChanges(plan)) return `${NO_CHANGES}\n`;
  const paint = painter(view.colours);
  const moving = plan.functions.filter(({ deployment }) => deployment?.effect !== 'unchanged' || view.verbose);
  const isShort = moving.length <= MOST_BLOCKS || view.verbose;
  const rows = isShort ? moving.map((one) => block(one, plan, view, paint)) : [table(moving, view, paint)];
  const notes = isShort ? [] : moving.flatMap((one) => one.notes.map((text): Row => ['note', `${one.id}: ${text}`, 'yellow']));
  const last = plan.comparison ? ending(plan.comparison, view, paint) : [];
  const parts = [summary(plan, view, paint, capped(notes, false)), ...rows, ...last];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Indented, and the label beside the first of the lines that the text needs. */
function lines([label, text, style]: Row, width: number, columns: number, paint: Paint): string[] {
  const room = Math.max(20, columns - width - 4);
  return wrapped(visible(text), room).map((line, i) => {
    const side = i === 0 ? label.padEnd(width) : ' '.repeat(width);
    return `  ${paint('dim', side)}  ${style ? paint(style, line) : line}`.trimEnd();
  });
}

function summary(plan: Plan, { verbose, columns }: View, paint: Paint, notes: readonly Row[]): string[] {
  const most = verbose ? Number.POSITIVE_INFINITY : MOST_NAMES;
  const { comparison } = plan;
  const head = comparison ? `Against ${visible(comparison.with)}` : headOf(plan);
  const rows = comparison ? changeRows(plan, comparison, verbose, most, notes) : templateRows(plan, verbose, most, notes);
  return [paint('bold', head), ...aligned(rows, columns, paint)];
}

const aligned = (rows: readonly Row[], columns: number, paint: Paint): string[] => {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.flatMap((row) => lines(row, width, columns, paint));
};

/** How long it takes and what nothing protects, at the end, where people look. */
function ending(comparison: Comparison, { verbose, columns }: View, paint: Paint): string[][] {
  const found = lastLines(comparison);
  if (found.length === 0) return [];
  return [[paint('bold', 'The update'), ...aligned(capped(found.map(rowOf), verbose), columns, paint)]];
}

function block(one: PlannedFunction, plan: Plan, { verbose, columns }: View, paint: Paint): string[] {
  const rows = rowsOf(one, plan, verbose);
  return [`${paint('bold', visible(one.id))} → ${one.alias.name}`, ...aligned(rows, columns, paint)];
}

/** One line for each, those first that somebody should look at. */
function table(functions: readonly PlannedFunction[], { columns }: View, paint: Paint): string[] {
  const ordered = functions.toSorted((a, b) => urgency(b) - urgency(a));
  const shown = ordered.slice(0, MOST_LINES);
  const rest = ordered.length - shown.length;
  const rows = shown.map((one): [string, string, Style | undefined] => {
    const { deployment, schedules, callers } = one;
    const what = deployment ? deployment.because : schedules.map((schedule) => drawTimeline(schedule)).join(' or ');
    const calls = deployment ? '' : `; callers: ${counts(callers)}`;
    return [visible(one.id), `${what}${calls}`, deployment ? EFFECT_STYLES[deployment.effect] : undefined];
  });
  const width = Math.max(...rows.map(([id]) => id.length));
  const cut = (text: string, room: number) => (text.length > room ? `${text.slice(0, Math.max(1, room - 1))}…` : text);
  return [
    ...rows.map(([id, what, style]) => {
      const line = cut(visible(what), Math.max(20, columns - width - 4));
      return `  ${id.padEnd(width)}  ${style ? paint(style, line) : line}`;
    }),
    '',
    paint('dim', `${rest > 0 ? `… and ${plural(rest, 'function')} more. ` : ''}--verbose shows each of them.`),
  ];
}
