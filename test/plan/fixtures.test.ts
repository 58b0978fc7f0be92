import { hasChanges } from '../../src/plan/compare/hasChanges';
import { makePlan } from '../../src/plan/plan';
import { type Call, type Plan, planSchema } from '../../src/plan/schema';
import { type Before, Deployable, type Planned, releasedIn } from '../../src/plan/side';
import { type Json, type JsonObject, type Trail, valueAt } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { caseNames, isErrorCase, load } from '../support/fixtures';

/** A fixture as it is deployed: as a whole template, since some hold nothing but its Resources. */
function deployed(area: string, name: string): Planned | undefined {
  const { input, params, ...environment } = load(area, name);
  const result = transform({ ...environment, fragment: input, params });
  const isWhole = (fragment: Json): fragment is JsonObject => Object.hasOwn(fragment as object, 'Resources');
  if (!result.fragment || result.functions.length === 0) return undefined;
  const whole = (fragment: Json) => (isWhole(fragment) ? fragment : { Resources: fragment });
  return { input: whole(input), bytes: 0, deployable: new Deployable(whole(result.fragment), environment), results: [result] };
}

const cases = caseNames()
  .filter(([area, name]) => !isErrorCase(area, name))
  .flatMap(([area, name]) => {
    const planned = deployed(area, name);
    return planned ? [[`${area}/${name}`, planned] as const] : [];
  });

test('there are many', () => {
  expect(cases.length).toBeGreaterThan(200);
});

describe.each([
  ['source', ({ results }: Planned) => new Map(releasedIn(results).map((one) => [one.id, one]))],
  ['processed', () => undefined],
] as const)('deployed twice, against its %s', (_, releasedOf) => {
  test.each(cases)('%s changes nothing', (_name, planned) => {
    const before: Before = { name: 'itself', deployable: planned.deployable, released: releasedOf(planned) };
    const made = makePlan(planned, before);
    expect(planSchema.strict().parse(made)).toEqual(made);
    const effects = new Set(made.functions.map(({ deployment }) => deployment?.effect));
    expect([...effects].filter((effect) => effect !== 'unchanged' && effect !== 'absent')).toEqual([]);
    expect(made).toMatchObject({ replaced: [], renewals: [], comparison: { gone: [], calls: [], resources: [], outputs: [] } });
    expect(hasChanges(made)).toBe(false);
  });
});

/** The author's template, deployed as it is: one that never had SafeDeploy, or has left it. */
const plain = ({ input, deployable: { environment } }: Planned): Planned => ({
  input,
  bytes: 0,
  deployable: new Deployable(input as JsonObject, environment),
  results: [],
});

describe.each(cases)('%s', (_, planned) => {
  const asDeployed = ({ deployable }: Planned): Before => ({ name: 'the other', deployable, released: undefined });
  const arrival = makePlan(planned, asDeployed(plain(planned)));
  const leaving = makePlan(plain(planned), asDeployed(planned));
  const keyOf = (one: Call) => [one.resource, one.property.replaceAll('[]', ''), one.function].join(' ');
  const waysOf = ({ comparison }: Plan) => new Map((comparison?.calls ?? []).map((call) => [keyOf(call), [call.before, call.after]]));

  test('says the same of both directions', () => {
    expect(planSchema.strict().parse(leaving)).toEqual(leaving);
    expect(waysOf(leaving)).toEqual(new Map([...waysOf(arrival)].map(([key, [was, is]]) => [key, [is, was]])));
    const sorted = (ids: readonly string[]) => [...ids].sort();
    expect(sorted(leaving.replaced.map(({ resource }) => resource))).toEqual(sorted(arrival.replaced.map(({ resource }) => resource)));
    expect(sorted(leaving.renewals.map(({ from, to }) => `${to} ${from}`))).toEqual(
      sorted(arrival.renewals.map(({ from, to }) => `${from} ${to}`)),
    );
    const idsOf = ({ comparison }: Plan, action: string) =>
      (comparison?.resources ?? []).filter((one) => one.action === action).map(({ id }) => id);
    expect(sorted(idsOf(leaving, 'removed'))).toEqual(sorted(idsOf(arrival, 'added')));
    expect(sorted(idsOf(leaving, 'added'))).toEqual(sorted(idsOf(arrival, 'removed')));
  });

  test('tells of everybody whom the macro moves, and of nobody else', () => {
    const { deployable, results } = planned;
    const moved = results
      .flatMap(({ consumers }) => consumers)
      .filter(
        ({ outcome, mention, function: id }) =>
          (outcome === 'moved' || outcome === 'widened') && deployable.has(mention.owner) && deployable.has(id),
      )
      .filter(({ mention }) => mayBeThere(mention.trail, planned));
    const keys = moved.map(({ mention, function: id }) => [mention.owner, mention.path.replaceAll('[]', ''), id].join(' '));
    const decided = new Set(moved.flatMap(({ mention }, i) => (JSON.stringify(mention.node).includes('Fn::If') ? [keys[i]] : [])));
    expect(keys.filter((key) => !waysOf(arrival).has(key) && !decided.has(key))).toEqual([]);
    // outputs and what else an author points at a release by hand change too, and so do statements that name the function by text
    const told = (arrival.comparison?.calls ?? []).filter(({ kind, resource }) => kind === 'caller' && !usesRelease(resource, planned));
    expect(told.map(keyOf).filter((key) => !keys.includes(key))).toEqual([]);
  });
});

/** Is no branch on the way to it one that its condition decides against? */
function mayBeThere(trail: Trail, { input, deployable: { values } }: Planned): boolean {
  return trail.every((key, i) => {
    if (key !== 'Fn::If') return true;
    const holds = values.holds(String(valueAt(input, [...trail.slice(0, i + 1), 0])));
    return holds === undefined || (holds ? 1 : 2) === trail[i + 1];
  });
}

const usesRelease = (id: string, { input }: Planned): boolean =>
  /\.(Alias|Version)\b/.test(JSON.stringify(valueAt(input, ['Resources', id])));

test.each(cases)('%s accounts for every resource that is new', (_, planned) => {
  const { template, generated } = makePlan(planned);
  const leave = planned.results.flatMap(({ functions }) =>
    functions.flatMap(({ id, takenOver }) => takenOver?.gone.filter((one) => one !== `${id}DeploymentGroup`) ?? []),
  );
  expect(template.resources.after + leave.length - template.resources.before).toBe(generated.length);
});
