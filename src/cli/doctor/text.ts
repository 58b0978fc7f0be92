import { table } from '../operations/draw/table';
import type { Paint } from '../report/terminal';
import type { Check, Status } from './check';

const STYLES = { ok: 'green', problem: 'red', unknown: 'yellow' } as const satisfies Record<Status, string>;
const WORDS: Readonly<Record<Status, string>> = { ok: 'ok', problem: 'problem', unknown: 'could not check' };

/** One line for each check, and what to do below it. */
export function doctorText(checks: readonly Check[], paint: Paint): string {
  const lines = table(checks.map(({ check, status, text }) => [paint(STYLES[status], WORDS[status]), check, text]));
  const indent = ' '.repeat(
    Math.max(...checks.map(({ status }) => WORDS[status].length)) + Math.max(...checks.map(({ check }) => check.length)) + 4,
  );
  const rows = checks.flatMap(({ remedy }, index) => [lines[index] ?? '', ...(remedy ? [`${indent}${remedy}`] : [])]);
  const count = (wanted: Status) => checks.filter(({ status }) => status === wanted).length;
  const [problems, unknown] = [count('problem'), count('unknown')];
  const end = `${problems === 0 ? 'No problems found' : problems === 1 ? '1 problem' : `${problems} problems`}${unknown > 0 ? `; ${unknown} could not be checked` : ''}.`;
  return `${[...rows, '', end].join('\n')}\n`;
}
