import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import chunk from 'lodash/chunk';
import type { TemplateFile } from '../templates/find';
import type { Judged, Orders } from './judge';
import { fromWire, ordersToWire, type WireJudged } from './wire';

/** Fewer are judged sooner than a thread has loaded what it needs. */
export const FLEET = 100;
/** Files that a thread takes at once: enough that sending them costs nothing, and few enough that all end together. */
const BATCH = 10;

/** Judges files on every processor, and gives what became of each in their order. */
export async function judgeInThreads(files: readonly TemplateFile[], orders: Orders, script: URL): Promise<Judged[]> {
  const batches = chunk(files, BATCH);
  const results: Judged[][] = [];
  let next = 0;
  const count = Math.min(availableParallelism(), Math.ceil(files.length / FLEET));
  const threads = Array.from({ length: count }, () => {
    const worker = new Worker(script, { workerData: ordersToWire(orders) });
    return new Promise<void>((resolve, reject) => {
      let current = -1;
      const take = () => {
        current = next++;
        if (current < batches.length) worker.postMessage(batches[current]);
        else resolve(worker.terminate().then(() => undefined));
      };
      worker.on('message', (judged: WireJudged[]) => {
        results[current] = judged.map(fromWire);
        take();
      });
      worker.on('error', reject);
      take();
    });
  });
  await Promise.all(threads);
  return results.flat();
}
