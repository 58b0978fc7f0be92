import { isDeepStrictEqual } from 'node:util';
import { placeOf } from '../src/diagnostics/message';
import { transform } from '../src/transform/transform';
import { caseNames, type Fixture, isErrorCase, load } from './support/fixtures';

const inputOf = ({ input, params, region, accountId, parameterValues }: Fixture) => ({
  fragment: input,
  params,
  region,
  accountId,
  parameterValues,
});
const all = caseNames();
const errors = all.filter(([area, name]) => isErrorCase(area, name));

describe.each(all.filter((one) => !errors.includes(one)))('%s/%s', (area, name) => {
  test('gives the expected template', () => {
    const fixture = load(area, name);
    const result = transform(inputOf(fixture));
    expect(result.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    expect(result.fragment).toEqual(fixture.expected);
  });

  test('gives the same bytes again, changes nothing in the input, and leaves its own output alone', () => {
    const fixture = load(area, name);
    const before = JSON.stringify(inputOf(fixture));
    const result = transform(inputOf(fixture));
    expect(JSON.stringify(transform(inputOf(fixture)).fragment)).toBe(JSON.stringify(result.fragment));
    expect(JSON.stringify(inputOf(fixture))).toBe(before);
    const again = transform({ ...inputOf(fixture), params: {}, fragment: result.fragment });
    const isFunctionCall = !Object.hasOwn(fixture.input as object, 'Resources');
    expect(isFunctionCall || isDeepStrictEqual(again.fragment, result.fragment)).toBe(true);
  });
});

describe.each(errors)('%s/%s', (area, name) => {
  test('reports exactly the expected errors', () => {
    const fixture = load(area, name);
    const { fragment, diagnostics } = transform(inputOf(fixture));
    expect(fragment).toBeUndefined();
    const found = diagnostics.map((diagnostic) => ({ code: diagnostic.code, path: placeOf(diagnostic) }));
    expect(found).toEqual(fixture.diagnostics);
  });
});

test('at least a third of all cases are errors', () => {
  expect(errors.length * 3).toBeGreaterThanOrEqual(all.length);
});
