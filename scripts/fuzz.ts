// Runs the properties of test/properties for longer than the tests do, and on other inputs.
//   npm run fuzz -- --runs 1000000 --seed 7
//   npm run fuzz -- --runs 20000 --law permission
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { build } from '../test/properties/arbitraries/build';
import { expandingRequest } from '../test/properties/arbitraries/expanding';
import type { Case } from '../test/properties/arbitraries/facts';
import { anyEvent, hostileRequest } from '../test/properties/arbitraries/hostile';
import { type Plan, planArbitrary } from '../test/properties/arbitraries/plan';
import { FIXTURES } from '../test/properties/arbitraries/surroundings';
import { LAWS } from '../test/properties/laws';
import { assertAnswers } from '../test/properties/laws/response';
import { growthOfHeap, MOST_GROWTH, REQUESTS } from './fuzz/heap';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string' }, law: { type: 'string', default: '' } },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const say = (line: string) => process.stdout.write(`${line}\n`);

/** What must hold, and how a counterexample is shown. */
interface Property {
  readonly name: string;
  /** How many runs there were, and what is wrong where something is. */
  readonly check: () => { readonly runs: number; readonly wrong: string | undefined };
}

function property<T>(name: string, arbitrary: fc.Arbitrary<T>, holds: (value: T) => void, show: (value: T) => string): Property {
  const check = () => {
    const details = fc.check(fc.property(arbitrary, holds), { seed, numRuns });
    if (!details.failed) return { runs: details.numRuns, wrong: undefined };
    const said = String((details.errorInstance as Error | null)?.message ?? details.errorInstance);
    const example = details.counterexample === null ? '' : show(details.counterexample[0]);
    return { runs: details.numRuns, wrong: `${said}\n${example}\n  path ${details.counterexamplePath}` };
  };
  return { name, check };
}

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

const text = (value: unknown) => JSON.stringify(value) ?? String(value);
const properties: readonly Property[] = [
  property('answers any event at all', anyEvent, (event) => void assertAnswers(event), text),
  property('answers any request', hostileRequest, (event) => void assertAnswers(event), text),
  property('answers values that hold each other many times', expandingRequest, (event) => void assertAnswers(event), text),
  ...Object.entries(LAWS).map(([name, law]) =>
    property(
      name,
      planArbitrary,
      (plan: Plan) => law(build(plan)),
      (plan) => shown(build(plan)),
    ),
  ),
].filter(({ name }) => name.includes(values.law));

const numRuns = Math.ceil(Number(values.runs) / properties.length);
say(`seed ${seed}, ${numRuns} runs of each of ${properties.length} properties, Node.js ${process.version}`);

let failed = 0;
for (const { name, check } of properties) {
  const started = performance.now();
  const { runs, wrong } = check();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${wrong === undefined ? 'holds' : 'FAILS'}  ${name} (${runs} runs, ${seconds} s)`);
  if (wrong === undefined) continue;
  failed++;
  say(wrong);
}

const growth = growthOfHeap((batch, numRuns) => fc.sample(planArbitrary, { seed: seed + batch, numRuns }).map(build));
const flat = growth < MOST_GROWTH;
say(`${flat ? 'holds' : 'FAILS'}  the heap is flat over ${REQUESTS} requests (${(growth / 2 ** 20).toFixed(1)} MB more)`);
process.exitCode = failed > 0 || !flat ? 1 : 0;
