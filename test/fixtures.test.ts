import { isDeepStrictEqual } from 'node:util';
import { placeOf } from '../src/diagnostics/message';
import { transform } from '../src/transform';
import { type Fixture, fixtures } from './support/fixtures';

const inputOf = ({ input, params, region, accountId, parameterValues }: Fixture) => ({
  fragment: input,
  params,
  region,
  accountId,
  parameterValues,
});
const all = fixtures();

describe.each(all.filter(({ expected }) => expected !== undefined).map((fixture) => [fixture.name, fixture] as const))(
  '%s',
  (_, fixture) => {
    const before = JSON.stringify(inputOf(fixture));
    const result = transform(inputOf(fixture));

    test('gives the expected template', () => {
      expect(result.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
      expect(result.fragment).toEqual(fixture.expected);
    });

    test('gives the same bytes again, changes nothing in the input, and leaves its own output alone', () => {
      expect(JSON.stringify(transform(inputOf(fixture)).fragment)).toBe(JSON.stringify(result.fragment));
      expect(JSON.stringify(inputOf(fixture))).toBe(before);
      const again = transform({ ...inputOf(fixture), params: {}, fragment: result.fragment });
      const isCall = isDeepStrictEqual(again.fragment, result.fragment) || !Object.hasOwn(fixture.input as object, 'Resources');
      expect(isCall).toBe(true);
    });
  },
);

describe.each(all.filter(({ diagnostics }) => diagnostics !== undefined).map((fixture) => [fixture.name, fixture] as const))(
  '%s',
  (_, fixture) => {
    test('reports exactly the expected errors', () => {
      const { fragment, diagnostics } = transform(inputOf(fixture));
      expect(fragment).toBeUndefined();
      const found = diagnostics.map((diagnostic) => ({ code: diagnostic.code, path: placeOf(diagnostic) }));
      expect(found).toEqual(fixture.diagnostics);
    });
  },
);

test('at least a third of all cases are errors', () => {
  const errors = all.filter(({ diagnostics }) => diagnostics !== undefined).length;
  expect(errors * 3).toBeGreaterThanOrEqual(all.length);
});
