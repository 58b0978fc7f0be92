import type { Outcome } from '../../rehearse/outcome';
import type { Rehearsal } from '../../rehearse/rehearse';
import type { Paint } from '../report/terminal';
import { versionName } from './words';

const BLOCKS = ' ▁▂▃▄▅▆▇█';
const LABEL = 12;
/** Columns of a minute at most. */
const WIDEST = 6;

/** The rollout in two rows of blocks: the share of traffic, and in how many rehearsals it has been stopped by then. */
export function chart(outcome: Outcome, { steps }: Rehearsal, columns: number, paint: Paint): string[] {
  const last = steps.at(-1)?.minute ?? 0;
  const shown = outcome.course.slice(0, last + 2);
  const room = Math.max(20, columns - LABEL - 8);
  const width = Math.min(WIDEST, Math.max(1, Math.floor(room / shown.length)));
  // a schedule of hours: several minutes share a column
  const together = Math.ceil(shown.length / room);
  const cells = shown.filter((_, minute) => minute % together === 0);
  const row = (label: string, share: (minute: Outcome['course'][number]) => number) =>
    `${label.padEnd(LABEL)}${cells.map((minute) => block(share(minute)).repeat(width)).join('')}`;
  return [
    paint('dim', `${'minute'.padEnd(LABEL)}${scale(cells.length, width, together)}`),
    row('new version', ({ percent }) => percent / 100),
    `${row('stopped', ({ stopped }) => stopped)}  ${paint('dim', `(${versionName(outcome)})`)}`,
  ];
}

const block = (share: number): string => BLOCKS[Math.ceil(share * (BLOCKS.length - 1))] ?? ' ';

/** Numbers under the beginning of their columns, as many as there is room for. */
function scale(cells: number, width: number, together: number): string {
  let line = '';
  for (let cell = 0; cell < cells; cell++) {
    const place = cell * width;
    const number = String(cell * together);
    if (line.length === 0 || line.length + 2 <= place) line = line.padEnd(place) + number;
  }
  return line;
}
