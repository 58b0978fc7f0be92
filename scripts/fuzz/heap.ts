import { respond } from '../../src/macro/respond';
import type { Case } from '../../test/properties/arbitraries/facts';

export const REQUESTS = 10_000;
const BATCH = 50;
/** The first ones fill the memory of callers, and Node.js compiles. */
const WARM = 1_000;
export const MOST_GROWTH = 8 * 2 ** 20;

function heap(): number {
  if (!globalThis.gc) throw new Error('Start Node.js with --expose-gc: without it nobody knows what is garbage');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** A request leaves nothing behind. Bytes in use after ten thousand, less what was in use after the first thousand. */
export function growthOfHeap(casesOf: (batch: number, count: number) => readonly Case[]): number {
  let warm = 0;
  let cases: readonly Case[] = [];
  for (let n = 0; n < REQUESTS; n++) {
    if (n === WARM) warm = heap();
    if (n % BATCH === 0) cases = casesOf(n / BATCH, BATCH);
    const one = cases[n % BATCH] as Case;
    respond(
      { ...one, requestId: `${n}`, templateParameterValues: one.parameterValues },
      () => {},
      () => 0,
    );
  }
  cases = [];
  return heap() - warm;
}
