import fc from 'fast-check';
import { errorsOfJson, valueOfJson } from '../support/read';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('reads what JSON.parse reads, to the same values in the same order', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (text, indent) => {
      const spelt = JSON.stringify(JSON.parse(text), null, indent);
      expect(JSON.stringify(valueOfJson(spelt))).toBe(JSON.stringify(JSON.parse(spelt)));
    }),
  );
});

test('refuses what JSON.parse refuses', () => {
  const noise = fc.constantFrom(
    ',',
    '}',
    ']',
    '"',
    "'",
    '\\',
    '//',
    '#',
    '\n',
    '\u0001',
    '\u00a0',
    '01',
    '.5',
    '+1',
    'NaN',
    'x',
    'true',
    '{',
    ':',
  );
  fc.assert(
    fc.property(fc.json({ maxDepth: 2 }), noise, fc.nat(), (text, inserted, at) => {
      const position = at % (text.length + 1);
      const broken = text.slice(0, position) + inserted + text.slice(position);
      const codes = errorsOfJson(broken).map((error) => error.split(' ')[1]);
      const refused = codes.some((code) => code === 'SD1104');
      expect(refused).toBe(!parses(broken));
    }),
    { numRuns: 1000 },
  );
});

test('escapes', () => {
  expect(valueOfJson('{"\\u0061\\n\\/": "\\ud83d\\ude00 \u007f"}')).toEqual({ 'a\n/': '😀 \u007f' });
});

test('a long text', () => {
  const text = 'x\\n'.repeat(600_000);
  expect(valueOfJson(`["${text}"]`)).toEqual(['x\n'.repeat(600_000)]);
});

test.each([
  ['a comma too many', '{"a": 1,\n}', ['2:1 SD1104']],
  ['a comma too many in a list', '[1, 2, ]', ['1:8 SD1104']],
  ['a missing comma', '{"a": 1 "b": 2}', ['1:9 SD1104']],
  ['a missing colon', '{"a" 1}', ['1:6 SD1104']],
  ['a missing value', '{"a": }', ['1:7 SD1104']],
  ['a comment', '{\n  // no\n}', ['2:3 SD1104']],
  ['single quotes', "{'a': 1}", ['1:2 SD1104']],
  ['a bare key', '{a: 1}', ['1:2 SD1104']],
  ['a bare word', '{"a": yes}', ['1:7 SD1104']],
  ['an open map', '{"a": 1', ['1:8 SD1104']],
  ['an open text', '{"a', ['1:2 SD1104']],
  ['a text over two lines', '["a\nb"]', ['1:2 SD1104']],
  ['an escape that is none', '["\\x"]', ['1:2 SD1104']],
  ['a number that is none', '[01]', ['1:3 SD1104']],
  ['something after the end', '{} {}', ['1:4 SD1104']],
  ['nothing', '', ['1:1 SD1104']],
  ['YAML', 'a: 1', ['1:1 SD1104']],
  ['a key twice', '{"a": 1,\n "a": 2}', ['2:2 SD1107']],
  ['a key twice in two spellings', '{"a": 1, "\\u0061": 2}', ['1:10 SD1107']],
  ['digits that a number loses', '[9007199254740993]', ['1:2 SD1115']],
  ['a number without end', '[1e999]', ['1:2 SD1115']],
])('%s', (_, text, errors) => {
  expect(errorsOfJson(text)).toEqual(errors);
});
