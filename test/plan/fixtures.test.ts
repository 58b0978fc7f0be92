import { makePlan } from '../../src/plan/plan';
import { planSchema } from '../../src/plan/schema';
import { type Before, Deployable, type Planned, releasedIn } from '../../src/plan/side';
import type { Json, JsonObject } from '../../src/template/json';
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
    expect(made).toMatchObject({ replaced: [], renewals: [], comparison: { gone: [] } });
  });
});

test.each(cases)('%s accounts for every resource that is new', (_, planned) => {
  const { template, generated } = makePlan(planned);
  const leave = planned.results.flatMap(({ functions }) =>
    functions.flatMap(({ id, takenOver }) => takenOver?.gone.filter((one) => one !== `${id}DeploymentGroup`) ?? []),
  );
  expect(template.resources.after + leave.length - template.resources.before).toBe(generated.length);
});
