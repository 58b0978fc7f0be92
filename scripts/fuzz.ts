// Runs the properties of test/properties for longer than the tests do, each time on other templates.
//   npm run fuzz -- --runs 100000 --seed 7 --law permission
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { respond } from '../src/macro/respond';
import { build } from '../test/properties/arbitraries/build';
import type { Case } from '../test/properties/arbitraries/facts';
import { type Plan, planArbitrary } from '../test/properties/arbitraries/plan';
import { FIXTURES } from '../test/properties/arbitraries/surroundings';
import { LAWS } from '../test/properties/laws';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string' }, law: { type: 'string', default: '' } },
});
const numRuns = Number(values.runs);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const say = (line: string) => process.stdout.write(`${line}\n`);
say(`seed ${seed}, ${numRuns} runs of each property`);

/** The part of a generated template that differs from all the others, a line for each resource. */
function shown({ fragment, params, parameterValues }: Case): string {
  const lines = (section: string, object: object) =>
    Object.entries(object).map(([id, value]) => `  ${section}.${id}: ${JSON.stringify(value)}`);
  const resources = Object.entries(fragment.Resources as object).filter(([id]) => !Object.hasOwn(FIXTURES, id));
  return [
    ...lines('Resources', Object.fromEntries(resources)),
    ...lines('Outputs', fragment.Outputs as object),
    ...lines('request', { params, Flag: parameterValues.Flag, Metadata: fragment.Metadata }),
  ].join('\n');
}

let failed = 0;
for (const [name, law] of Object.entries(LAWS)) {
  if (!name.includes(values.law)) continue;
  const started = performance.now();
  const details = fc.check(
    fc.property(planArbitrary, (plan) => law(build(plan))),
    { seed, numRuns },
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${details.failed ? 'FAILS' : 'holds'}  ${name} (${details.numRuns} runs, ${seconds} s)`);
  if (!details.failed) continue;
  failed++;
  const [plan] = details.counterexample as [Plan];
  say(String((details.errorInstance as Error | null)?.message ?? details.errorInstance));
  say(`${shown(build(plan))}\n  path ${details.counterexamplePath}`);
}

/** A request leaves nothing behind: as much memory is in use after ten thousand as after the first thousand. */
const REQUESTS = 10_000;
const WARM = 1_000;
const MOST_GROWTH = 8 * 2 ** 20;
const cases = fc.sample(planArbitrary, { seed, numRuns: 50 }).map(build);
const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
let warm = 0;
for (let n = 0; n < REQUESTS; n++) {
  if (n === WARM) warm = heap();
  const one = cases[n % cases.length] as Case;
  respond(
    { ...one, requestId: `${n}`, templateParameterValues: one.parameterValues },
    () => {},
    () => 0,
  );
}
const growth = heap() - warm;
const flat = growth < MOST_GROWTH;
say(`${flat ? 'holds' : 'FAILS'}  heap is flat over ${REQUESTS} requests: ${(growth / 2 ** 20).toFixed(1)} MB more than after ${WARM}`);
process.exitCode = failed > 0 || !flat ? 1 : 0;
