import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { PLAN_FORMAT } from '../../src/plan/format';
import { planSchema } from '../../src/plan/schema';
import { Cli } from '../cli/support/cli';
import { plan, run } from './support/plan';
import { CANARY, marked, using } from './support/templates';

const cli = new Cli();
afterAll(cli.remove);

const template = using(
  marked(CANARY, '      MemorySize: 512\n'),
  marked('{Hooks: {PostTraffic: our-hook}, Type: Ours}', '', 'G'),
  '  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt F.Arn}]}}\n',
);
const before = () => ['--against', cli.file('before.yaml', template.replace('512', '256'))];

/** Names of all fields below an object, `functions[].version.id`. */
function fieldsOf(schema: z.core.$ZodType, path = ''): string[] {
  const { def } = schema._zod as {
    def: { type: string; shape?: Record<string, z.core.$ZodType>; element?: z.core.$ZodType; innerType?: z.core.$ZodType };
  };
  if (def.innerType) return fieldsOf(def.innerType, path);
  if (def.element) return fieldsOf(def.element, `${path}[]`);
  if (!def.shape) return [path];
  return Object.entries(def.shape).flatMap(([name, inner]) => fieldsOf(inner, path === '' ? name : `${path}.${name}`));
}

test.each([
  ['without a comparison', () => []],
  ['with one', before],
])('the plan %s has the shape that is promised, and nothing more', async (_, args) => {
  const made = await plan(template, args());
  expect(planSchema.strict().safeParse(made)).toMatchObject({ success: true, data: made });
});

test.each([
  ['format', 0],
  ['functions', undefined],
  ['comparison', undefined],
])('a plan with another %s is none', async (field, value) => {
  const made = { ...(await plan(template)), [field]: value };
  expect(planSchema.safeParse(made).success).toBe(false);
});

test('the same in, the same out', async () => {
  const [one, two] = [await run(template, [...before(), '--json']), await run(template, [...before(), '--json'])];
  expect(one).toEqual(two);
});

test('nothing is compared where nothing is given', async () => {
  const { comparison, functions } = await plan(template);
  expect([comparison, ...functions.map(({ deployment }) => deployment)]).toEqual([null, null, null]);
});

describe('docs/plan.md', () => {
  const page = readFileSync(join(process.cwd(), 'docs', 'plan.md'), 'utf8');

  test('says the number of the format', () => {
    expect(page).toContain(`"format": ${PLAN_FORMAT}`);
  });

  test('describes each field', () => {
    const described = [...page.slice(page.indexOf('### JSON')).matchAll(/^\| `([\w.[\]]+)` \|/gm)].map(([, field]) => field);
    expect(described).toEqual(fieldsOf(planSchema));
  });
});
