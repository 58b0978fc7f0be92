import { count, percent, traffic } from '../../rehearse/numbers';
import type { Outcome } from '../../rehearse/outcome';
import type { Rehearsal } from '../../rehearse/rehearse';
import type { Screen } from '../plan/screen';
import { type Paint, painter } from '../report/terminal';
import { chart } from './chart';
import { advised, faults, minutes, schedule, shownOf, silence, versionName } from './words';

/** The rehearsals of a template, for a terminal. */
export function textOf(rehearsals: readonly Rehearsal[], silent: readonly string[], { colours, columns }: Screen): string {
  const paint = painter(colours);
  const blocks = rehearsals.map((rehearsal) => block(rehearsal, paint, columns).join('\n'));
  return `${[...blocks, ...(silent.length > 0 ? [silent.join('\n')] : [])].join('\n\n')}\n`;
}

function block(rehearsal: Rehearsal, paint: Paint, columns: number): string[] {
  const { function: id, load, runs, horizon, leftOut, good, bad } = rehearsal;
  const shown = shownOf(rehearsal);
  const lines = [
    `${paint('bold', id)}  ${schedule(rehearsal)}, ${traffic(load.callsPerMinute)} of which ${percent(load.errors)} fail`,
    paint('dim', `${runs.toLocaleString('en')} rehearsals of each version; failed requests are counted over the first ${horizon} minutes`),
    '',
    ...table(good, bad, paint),
    ...(shown ? ['', ...chart(shown, rehearsal, columns, paint)] : []),
    '',
    ...leftOut.map((alarm) => paint('dim', silence(alarm))),
    ...faults(rehearsal).map((fault) => `${paint('yellow', '!')} ${fault}`),
    ...(rehearsal.advice ? advised(rehearsal.advice).map((advice) => `${paint('green', '→')} ${advice}`) : []),
  ];
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, last + 1).map((line, index) => (index === 0 || line === '' ? line : `  ${line}`));
}

const HEAD = ['new version', 'stopped', 'after', 'failed requests', 'at once', 'unwatched'] as const;

function table(good: Outcome, bad: readonly Outcome[], paint: Paint): string[] {
  const rows = bad.map((outcome) => [
    versionName(outcome),
    percent(outcome.stopped),
    minutes(outcome.minutes),
    count(outcome.failed.mean),
    count(outcome.failedAtOnce),
    count(outcome.failedUnwatched),
  ]);
  const all = [HEAD, ...rows, ['as good as before', percent(good.stopped), minutes(good.minutes), '0', '0', '0']];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row, index) => {
    const line = row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('   ');
    return index === 0 ? paint('dim', line) : line;
  });
}
