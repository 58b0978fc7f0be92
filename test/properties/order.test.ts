import type { JsonObject } from '../../src/template/json';
import { caseNames, isErrorCase, load } from '../support/fixtures';
import type { Stack } from './oracle/evaluate';
import { demandsOf } from './order/demands';
import { EXCEPTIONS, exceptionFor, unexpected } from './order/exceptions';
import { type Found, ROUTES, ROUTES_TO_COME, type Templates, templatesOf, violationsOn } from './order/steps';
import { create, update } from './order/update';

const cases = caseNames().filter(([area, name]) => !isErrorCase(area, name));

interface Life {
  readonly templatesOn: Templates;
  readonly stack: Stack;
  readonly found: readonly Found[];
}

const lives = new Map<string, Life>();
function lifeOf(area: string, name: string): Life {
  const known = lives.get(`${area}/${name}`);
  if (known) return known;
  const { input: fragment, params, region, accountId, parameterValues } = load(area, name);
  const templatesOn = templatesOf({ fragment, params, region, accountId, parameterValues });
  const stack = { stackName: 'shop', region, accountId, parameterValues };
  const found = ROUTES.flatMap((route) => violationsOn(route, templatesOn(route), stack));
  const life = { templatesOn, stack, found };
  lives.set(`${area}/${name}`, life);
  return life;
}

test.each(cases)('%s/%s: at every moment of an update every call gets through, but for what the exceptions say', (area, name) => {
  const { templatesOn, found } = lifeOf(area, name);
  for (const route of ROUTES) expect(templatesOn(route)).toBeDefined();
  expect(unexpected(found)).toEqual([]);
});

test('each exception occurs', () => {
  const occurring = new Set(cases.flatMap(([area, name]) => lifeOf(area, name).found.map(exceptionFor)));
  expect(EXCEPTIONS.filter((exception) => !occurring.has(exception))).toEqual([]);
});

test('a change of the functions alone has no exception', () => {
  expect(EXCEPTIONS.filter(({ steps }) => steps.includes('marked to changed'))).toEqual([]);
});

test('there is enough that the law demands', () => {
  const counts: Record<string, number> = {};
  for (const [area, name] of cases) {
    const { templatesOn, stack } = lifeOf(area, name);
    const [before, after] = templatesOn(['unmarked', 'marked']) as [JsonObject, JsonObject];
    for (const { missing } of demandsOf(update(create(before, stack), after, stack), stack)) counts[missing] = (counts[missing] ?? 0) + 1;
  }
  const least = { permission: 200, statement: 75, alias: 150, version: 30 };
  expect(Object.entries(least).filter(([missing, count]) => (counts[missing] ?? 0) < count)).toEqual([]);
});

test.each(ROUTES_TO_COME)(
  'a route by way of %s, %s and %s is refused: once it is not, it belongs to the routes that are tested',
  (...route) => {
    expect(lifeOf('callers-events', 'permission-moves').templatesOn(route)).toBeUndefined();
  },
);
