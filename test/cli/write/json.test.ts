import fc from 'fast-check';
import { writeJson } from '../../../src/cli/write/writeJson';
import type { Json } from '../../../src/template/json';

test('is what JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(writeJson(value as Json, () => [])).toBe(`${JSON.stringify(value, null, 2)}\n`);
    }),
  );
});

test('keys such as 200 keep their place', () => {
  const value = { responses: { default: 1, 200: 2 } };
  expect(writeJson(value, () => ['default', '200'])).toBe('{\n  "responses": {\n    "default": 1,\n    "200": 2\n  }\n}\n');
});
