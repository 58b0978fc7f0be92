import { parentPort, workerData } from 'node:worker_threads';
import type { TemplateFile } from '../templates/find';
import { judge } from './judge';
import { ordersFromWire, toWire, type WireJudged, type WireOrders } from './wire';

/** A thread that judges what it is sent, a batch at a time. A file of its own in dist/cli/: fleet.ts starts it. */
const orders = ordersFromWire(workerData as WireOrders);

async function* nothing() {}

parentPort?.on('message', async (files: readonly TemplateFile[]) => {
  const judged: WireJudged[] = [];
  for (const file of files) judged.push(toWire(await judge(file, orders, nothing())));
  parentPort?.postMessage(judged);
});
