/** On a machine that does other things as well the fastest run says more than the median. */
export interface Spread {
  readonly fastest: number;
  readonly median: number;
  /** Three quarters of the runs were faster. */
  readonly high: number;
}

export function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number;
  return { fastest: at(0), median: at(0.5), high: at(0.75) };
}

/** One run, its time in milliseconds. What it does before it looks at the clock does not count. */
export type Run = () => number;

export function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Takes turns, so that a busy moment of the machine meets all of them alike. */
export function measure<Name extends string>(runs: Readonly<Record<Name, Run>>, rounds: number, warmUp: number): Record<Name, Spread> {
  const entries = Object.entries(runs) as [Name, Run][];
  const times = new Map<Name, number[]>(entries.map(([name]) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, run] of entries) {
      const time = run();
      if (round >= 0) times.get(name)?.push(time);
    }
  }
  return Object.fromEntries(entries.map(([name]) => [name, spreadOf(times.get(name) ?? [])])) as Record<Name, Spread>;
}

const digits = (value: number) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
export const show = ({ fastest, median, high }: Spread) => `${digits(median)} (${digits(fastest)}–${digits(high)})`;
const ratio = (value: number) => value.toFixed(value < 10 ? 2 : 0);
/** How many times `b` goes into `a`: by the medians, and by the fastest runs. */
export const times = (a: Spread, b: Spread) => `${ratio(a.median / b.median)}× (${ratio(a.fastest / b.fastest)}×)`;

/** A Markdown table, so that it can be pasted. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(width[column] ?? 0)).join(' | ')} |`;
  return [line(head), `|${width.map((n) => '-'.repeat(n + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}
