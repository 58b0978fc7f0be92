import type { Outcome } from '../../rehearse/outcome';
import type { Rehearsal } from '../../rehearse/rehearse';
import type { Paint } from '../report/terminal';
import { versionName } from './words';

const BLOCKS = ' ▁▂▃▄▅▆▇█';
/** Columns of a minute at most. */
const WIDEST = 6;
const ROWS = { traffic: 'new version', stopped: 'stopped' };

/** The rollout in two rows of blocks: the share of traffic, and in how many rehearsals it has been stopped by then. */
export function chart(outcome: Outcome, { steps }: Rehearsal, columns: number, paint: Paint): string[] {
  const head = versionName(outcome);
  const label = Math.max(...[head, ...Object.values(ROWS)].map(({ length }) => length)) + 2;
  const room = Math.max(20, columns - label - ' min'.length - 2);
  const shown = outcome.course.slice(0, (steps.at(-1)?.minute ?? 0) + 2);
  const width = Math.min(WIDEST, Math.max(1, Math.floor(room / shown.length)));
  // a schedule of hours: several minutes share a column
  const together = Math.ceil(shown.length / room);
  const cells = shown.filter((_, minute) => minute % together === 0);
  const row = (name: string, share: (minute: Outcome['course'][number]) => number) =>
    `${name.padEnd(label)}${cells.map((minute) => block(share(minute)).repeat(width)).join('')}`;
  return [
    paint('dim', `${head.padEnd(label)}${scale(cells.length, width, together)} min`),
    row(ROWS.traffic, ({ percent }) => percent / 100),
    row(ROWS.stopped, ({ stopped }) => stopped),
  ];
}

const block = (share: number): string => BLOCKS[Math.ceil(share * (BLOCKS.length - 1))] ?? ' ';

/** Numbers above the beginning of their columns, as many as there is room for. */
function scale(cells: number, width: number, together: number): string {
  let line = '';
  for (let cell = 0; cell < cells; cell++) {
    const place = cell * width;
    const number = String(cell * together);
    const fits = place + number.length <= cells * width;
    if (line.length === 0 || (line.length + 2 <= place && fits)) line = line.padEnd(place) + number;
  }
  return line;
}
