import fc from 'fast-check';
import { bytesOf } from '../../src/template/bytes';
import type { Json } from '../../src/template/json';

const written = (value: Json) => Buffer.byteLength(JSON.stringify(value));

test('counts what JSON.stringify would write', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      expect(bytesOf(value as Json)).toBe(written(value as Json));
    }),
    { seed: 20_261_123, numRuns: 2_000 },
  );
});

test.each<[string, Json]>([
  ['an empty map', {}],
  ['an empty list', []],
  ['nothing', null],
  ['a quote, a backslash and a line break', '"\\\n'],
  ['a control character', '\u0001'],
  ['a letter of two bytes, of three and of four', 'é€😀'],
  ['half a character', '\ud800'],
  ['a key that needs escapes', { '"': [{}, [], ''] }],
  ['numbers', [0, -0, 1.5, 1e21, true, false]],
])('%s', (_, value) => {
  expect(bytesOf(value)).toBe(written(value));
});
