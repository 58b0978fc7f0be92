import type { Comparison, Plan } from '../../plan/schema';
import { groupBy } from '../../template/json';
import { EFFECT_STYLES, type Row } from './block';
import type { DiffLine } from './diffLine';
import { diffLines, failLines } from './diffLines';
import { counts, effectLines, folded, notMarkedLines, plural, scheduleLines, sizeLine } from './words';

const MOST_ROWS = 8;

/** What the template does, whatever is deployed. */
export function templateRows(plan: Plan, verbose: boolean, most: number, notes: readonly Row[]): Row[] {
  return [
    ...notMarkedRows(plan, verbose),
    ...(plan.functions.length > 0 ? [['schedules', scheduleLines(plan).join(', ')] as const] : []),
    ['callers', counts(plan.functions.flatMap(({ callers }) => callers))],
    ...leftRow(plan, most),
    ...capped(replacedRows(plan, verbose), verbose),
    ...renewalRow(plan, most),
    ...notes,
    ['generated', plural(plan.generated.length, 'resource')],
    ['size', sizeLine(plan)],
  ];
}

/** What the update changes. */
export function changeRows(plan: Plan, comparison: Comparison, verbose: boolean, most: number, notes: readonly Row[]): Row[] {
  const isNothing = plan.idleMarks.length > 0 || (plan.functions.length === 0 && comparison.leaving.length === 0);
  const lines = [...groupBy(diffLines(plan, comparison, most), ({ label }) => label).values()];
  return [
    ...capped(
      failLines(plan).map((text): Row => ['fails', text, 'red']),
      verbose,
    ),
    ...effectRows(plan, most),
    ...(isNothing || (verbose && plan.functions.length > 0) ? notMarkedRows(plan, verbose) : []),
    ...lines.flatMap((same) => capped(same.map(rowOf), verbose)),
    ...notes,
  ];
}

export const rowOf = ({ label, text, style }: DiffLine): Row => [label, text, style];

const notMarkedRows = (plan: Plan, verbose: boolean): Row[] =>
  capped(
    notMarkedLines(plan).map((text): Row => ['not marked', text]),
    verbose,
  );

function effectRows(plan: Plan, most: number): Row[] {
  if (!plan.comparison) return [];
  return effectLines(plan, most).map(({ effect, text }) => ['traffic', text, EFFECT_STYLES[effect]]);
}

function leftRow({ functions }: Plan, most: number): Row[] {
  const left = functions.flatMap(({ callers }) => callers.filter(({ outcome }) => outcome === 'left'));
  const owners = [...new Set(left.map(({ resource }) => resource))];
  return left.length > 0 ? [['left', `still call the function: ${folded(owners, most)}`, 'yellow']] : [];
}

function replacedRows({ replaced }: Plan, verbose: boolean): Row[] {
  const costly = replaced.filter(({ harmless }) => !harmless || verbose);
  const harmless = replaced.length - costly.length;
  return [
    ...costly.map(({ resource, type, cost, harmless: is }): Row => ['replaced', `${resource} (${type}): ${cost}`, is ? undefined : 'red']),
    ...(harmless > 0 ? [['replaced', `${plural(harmless, 'resource')} without side effects`] as const] : []),
  ];
}

const renewalRow = ({ renewals }: Plan, most: number): Row[] =>
  renewals.length > 0
    ? [
        [
          'renewed',
          `so that the stages call the alias: ${folded(
            renewals.map(({ from, to }) => `${from} → ${to}`),
            most,
          )}`,
        ],
      ]
    : [];

export function capped(rows: readonly Row[], verbose: boolean): Row[] {
  if (verbose || rows.length <= MOST_ROWS) return [...rows];
  const rest = rows.length - MOST_ROWS + 1;
  return [...rows.slice(0, MOST_ROWS - 1), [rows[0]?.[0] ?? '', `and ${rest} more`]];
}
