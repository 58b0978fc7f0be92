import type { JsonObject } from '../../src/template/json';
import type { TransformInput } from '../../src/transform/transform';
import { caseNames, isErrorCase, load } from '../support/fixtures';
import type { Stack } from './oracle/evaluate';
import { demandsOf } from './order/demands';
import { EXAMPLES } from './order/examples';
import { EXCEPTIONS, exceptionFor, unexpected } from './order/exceptions';
import { type Found, ROUTES, type Route, type Templates, templatesOf, violationsOn } from './order/steps';
import { create, update } from './order/update';

const fixture = (area: string, name: string): TransformInput => {
  const { input: fragment, params, region, accountId, parameterValues } = load(area, name);
  return { fragment, params, region, accountId, parameterValues };
};
const fixtures = caseNames().filter(([area, name]) => !isErrorCase(area, name));
const subjects = new Map<string, () => TransformInput>([
  ...fixtures.map(([area, name]) => [`${area}/${name}`, () => fixture(area, name)] as const),
  ...Object.entries(EXAMPLES).map(([name, input]) => [name, () => input] as const),
]);
const names = [...subjects.keys()];

interface Life {
  readonly templatesOn: Templates;
  readonly stack: Stack;
  readonly found: readonly Found[];
  /** Its marks say `Callers: Stay` themselves. */
  readonly saysStay: boolean;
}

const lives = new Map<string, Life>();
function lifeOf(name: string): Life {
  const known = lives.get(name);
  if (known) return known;
  const input = (subjects.get(name) as () => TransformInput)();
  const templatesOn = templatesOf(input);
  const stack = { ...input, stackName: 'shop' };
  const found = ROUTES.flatMap((route) => violationsOn(route, templatesOn(route), stack));
  const saysStay = JSON.stringify(input.fragment).includes('"Callers":"Stay"');
  const life = { templatesOn, stack, found, saysStay };
  lives.set(name, life);
  return life;
}

test.each(names)('%s: at every moment of an update every call gets through, but for what the exceptions say', (name) => {
  const { templatesOn, found, saysStay } = lifeOf(name);
  const refused = ROUTES.filter((route) => !templatesOn(route));
  // another function may name the alias of the one that is unmarked, and some templates are taken only while their callers stay
  const isEasier = (route: Route) => route.includes('one unmarked') || (saysStay && route.includes('permissions on both'));
  expect(refused.filter((route) => !isEasier(route))).toEqual([]);
  expect(unexpected(found)).toEqual([]);
});

test('each exception occurs', () => {
  const occurring = new Set(names.flatMap((name) => lifeOf(name).found.map(exceptionFor)));
  expect(EXCEPTIONS.filter((exception) => !occurring.has(exception))).toEqual([]);
});

test('a change of the functions alone has no exception', () => {
  expect(EXCEPTIONS.filter(({ steps }) => steps.includes('marked to changed'))).toEqual([]);
});

test('there is enough that the law demands', () => {
  const counts: Record<string, number> = {};
  for (const name of names) {
    const { templatesOn, stack } = lifeOf(name);
    const [before, after] = templatesOn(['unmarked', 'marked']) as [JsonObject, JsonObject];
    for (const { missing } of demandsOf(update(create(before, stack), after, stack), stack)) counts[missing] = (counts[missing] ?? 0) + 1;
  }
  const least = { permission: 200, statement: 75, alias: 150, version: 30 };
  expect(Object.entries(least).filter(([missing, count]) => (counts[missing] ?? 0) < count)).toEqual([]);
});
