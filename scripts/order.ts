// Runs the law of test/properties/order over a folder of templates, with every function marked: who cannot call for a moment, and why.
//   npm run order -- ../templates
//   npm run order -- ../templates --step "unmarked to marked" --kind "does not wait" --show 20
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { groupBy, isObject } from '../src/template/json';
import { exceptionFor } from '../test/properties/order/exceptions';
import { markedAll } from '../test/properties/order/foreign';
import { type Found, ROUTES, templatesOf, violationsOn } from '../test/properties/order/steps';
import { readYaml } from '../test/support/fixtures';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    step: { type: 'string', default: '' },
    kind: { type: 'string', default: '' },
    show: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('which folder? npm run order -- FOLDER');
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Result {
  readonly name: string;
  /** Why there is nothing to say of it. */
  readonly without?: string;
  readonly found: readonly Found[];
}

function resultOf(name: string): Result {
  try {
    const template = readYaml(readFileSync(join(folder as string, name), 'utf8'));
    if (!isObject(template) || !isObject(template.Resources)) return { name, without: 'no template', found: [] };
    const input = markedAll(template);
    const { region, accountId, parameterValues } = input;
    const templatesOn = templatesOf(input);
    if (!templatesOn(['marked'])) return { name, without: 'refused', found: [] };
    const stack = { stackName: 'shop', region, accountId, parameterValues };
    const all = ROUTES.flatMap((route) => violationsOn(route, templatesOn(route), stack));
    const once = new Map(all.map((found) => [JSON.stringify(found), found]));
    return { name, found: [...once.values()].filter(({ step, kind }) => step.includes(values.step) && kind.includes(values.kind)) };
  } catch (error) {
    return { name, without: `not understood: ${(error as Error).message}`, found: [] };
  }
}

const files = readdirSync(folder, { recursive: true }).map(String);
const results = files
  .filter((name) => /\.(json|ya?ml|template)$/.test(name))
  .sort()
  .map(resultOf);
if (values.json) {
  say(JSON.stringify(results, undefined, 1));
} else {
  for (const { name, without } of results) if (without?.startsWith('not')) say(`${name}: ${without}`);
  const judged = results.filter(({ without }) => without === undefined);
  const all = judged.flatMap(({ name, found }) => found.map((one) => ({ name, ...one })));
  const groups = groupBy(all, ({ step, kind }) => `${step}: ${kind}`);
  for (const [group, found] of [...groups].sort()) {
    const [first] = found;
    const closedBy = (first && exceptionFor(first)?.closedBy) ?? 'NO EXCEPTION';
    say(`\n${group}: ${new Set(found.map(({ name }) => name)).size} templates, ${found.length} calls; closed by ${closedBy}`);
    for (const { name, caller, calls, moment, certain } of found.slice(0, Number(values.show))) {
      say(`  ${name}: ${caller} calls ${calls}, ${certain ? 'certainly' : 'maybe'} ${moment}`);
    }
  }
  say('');
  for (const step of new Set(all.map((one) => one.step))) {
    const means = judged.map(({ found }) => new Set(found.filter((one) => one.step === step).map((one) => exceptionFor(one)?.closedBy)));
    const open = means.filter(({ size }) => size > 0);
    const by = groupBy(open, (set) => [...set].sort().join(', and '));
    const needs = [...by].map(([mean, sets]) => `${sets.length} need ${mean}`).join('; ');
    say(`${step}: ${open.length} of ${judged.length} templates have a moment; ${needs}`);
  }
  const refused = results.filter(({ without }) => without === 'refused').length;
  say(`${results.length} templates, ${refused} refused, ${results.length - judged.length - refused} left out`);
}
