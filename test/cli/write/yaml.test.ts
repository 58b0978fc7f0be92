import fc from 'fast-check';
import { parse } from 'yaml';
import { parseYaml } from '../../../src/cli/read/read';
import { writeYaml } from '../../../src/cli/write/writeYaml';
import type { Json, JsonObject } from '../../../src/template/json';

const write = (value: Json) => writeYaml(value, () => []);
const lineOf = (value: Json) => write({ a: value }).replace(/^a: /, '').trimEnd();

describe('texts that a reader could take for something else are quoted', () => {
  test.each([
    ['yes', "'yes'"],
    ['NO', "'NO'"],
    ['on', "'on'"],
    ['y', "'y'"],
    ['True', "'True'"],
    ['null', "'null'"],
    ['~', "'~'"],
    ['', "''"],
    ['012', "'012'"],
    ['089', "'089'"],
    ['1:30', "'1:30'"],
    ['1e3', "'1e3'"],
    ['.inf', "'.inf'"],
    ['2012-10-17', "'2012-10-17'"],
    ['=', "'='"],
    ['<<', "'<<'"],
    ['a: b', "'a: b'"],
    ['a #b', "'a #b'"],
    ['a:', "'a:'"],
    ['- a', "'- a'"],
    ['*a', "'*a'"],
    ['!Ref a', "'!Ref a'"],
    ["'it", "'''it'"],
    [' a', "' a'"],
    ['a\u0085b', '"a\\u0085b"'],
    ['a\u2028b', '"a\\u2028b"'],
    ['\u0007', '"\\u0007"'],
    ['a\rb', '"a\\rb"'],
    ['a\tb', "'a\tb'"],
  ])('%j', (text, written) => {
    expect(lineOf(text)).toBe(written);
  });
});

test.each(['AWS::Lambda::Function', 'arn:aws:s3:::bucket/*', "it's", 'python3.13', '${AWS::StackName}-x', 'a, [b] {c}', 'Größe'])(
  '%s needs no quotes',
  (text) => {
    expect(lineOf(text)).toBe(text);
  },
);

test.each([
  [1, '1'],
  [1.5, '1.5'],
  [1e21, '1.0e+21'],
  [1e-7, '1.0e-7'],
  [2 ** 53, '9.007199254740992e+15'],
  [true, 'true'],
  [null, 'null'],
  [[], '[]'],
  [{}, '{}'],
])('%j', (value, written) => {
  expect(lineOf(value)).toBe(written);
});

describe('short forms', () => {
  test.each<[Json, string]>([
    [{ Ref: 'AWS::Region' }, '!Ref AWS::Region'],
    [{ 'Fn::GetAtt': ['A', 'Outputs.X'] }, '!GetAtt A.Outputs.X'],
    [{ 'Fn::GetAtt': ['A', { Ref: 'B' }] }, '!GetAtt\n  - A\n  - !Ref B'],
    [{ 'Fn::GetAtt': ['A.B', 'C'] }, '!GetAtt\n  - A.B\n  - C'],
    [{ 'Fn::GetAtt': 'A.Arn' }, '\n  Fn::GetAtt: A.Arn'],
    [{ 'Fn::Join': ['', ['a', { Ref: 'B' }]] }, "!Join\n  - ''\n  - - a\n    - !Ref B"],
    [{ 'Fn::Base64': { 'Fn::Sub': 'x' } }, '\n  Fn::Base64: !Sub x'],
    [{ 'Fn::Sub': 'a\nb\n' }, '!Sub |\n  a\n  b'],
    [{ 'Fn::GetAZs': '' }, "!GetAZs ''"],
    [{ Ref: 1 }, '\n  Ref: 1'],
    [{ Ref: 'A', x: 1 }, '\n  Ref: A\n  x: 1'],
    [{ 'Fn::Transform': { Name: 'X' } }, '\n  Fn::Transform:\n    Name: X'],
    [{ Condition: 'IsProd' }, '\n  Condition: IsProd'],
  ])('%j', (value, written) => {
    expect(lineOf(value).replace(/^a:/, '')).toBe(written);
  });

  test('Condition has one among conditions only', () => {
    const value = { Conditions: { A: { 'Fn::Not': [{ Condition: 'B' }] }, Condition: { 'Fn::Equals': ['a', 'a'] } } };
    expect(write(value)).toContain('    - !Condition B\n');
    expect(parseYaml(write(value))).toEqual(value);
  });
});

test('long texts stay on their line, several lines are a block', () => {
  const long = `${'word '.repeat(100)}end`;
  expect(lineOf(long)).toBe(long);
  expect(write({ a: 'x: 1\n\n  y\n' })).toBe('a: |\n  x: 1\n\n    y\n');
  expect(write({ a: 'x\ny' })).toBe('a: |-\n  x\n  y\n');
});

test('keys such as 200 keep their place', () => {
  const value = { responses: { default: 1, 200: 2, 100: 3, added: 4 } };
  const keysAt = (path: readonly (string | number)[]) => (path[0] === 'responses' ? ['default', '200', '100'] : []);
  expect(writeYaml(value, keysAt)).toBe("responses:\n  default: 1\n  '200': 2\n  '100': 3\n  added: 4\n");
});

const word = fc.constantFrom(
  'yes',
  '012',
  '1:30',
  'a: b',
  '- a',
  '#',
  '\n',
  ' ',
  '\t',
  '\r',
  '\u0085',
  '\u2028',
  '\ufeff',
  '|',
  '---',
  '!Ref x',
  "'",
  '"',
  '\\',
  'é',
  '😀',
  '{',
  ',',
  '&a',
  '*a',
  '%',
  '__proto__',
);
const text = fc.oneof(
  fc.array(word, { maxLength: 4 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 10 }),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  fc.constant(null),
);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    text.map((id) => ({ Ref: id })),
    fc.array(text, { maxLength: 3 }).map((parts) => ({ 'Fn::GetAtt': parts })),
    tie('value').map((inner) => ({ 'Fn::Sub': inner })),
    tie('value').map((inner) => ({ 'Fn::Join': ['', inner] })),
  ),
}));
const template = fc.dictionary(text, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<JsonObject>;

/** The short forms of another reader: it is to agree about everything else. */
const tags = ['!Ref', '!GetAtt', '!Sub', '!Join'].flatMap((tag) => [
  { tag, resolve: (said: string) => said },
  { tag, collection: 'seq' as const },
]);
const withoutFunctions = (node: Json): Json => {
  if (Array.isArray(node)) return node.map(withoutFunctions);
  if (typeof node !== 'object' || node === null) return node;
  const [key, ...others] = Object.keys(node);
  const argument = key === undefined ? undefined : (node[key] as Json);
  if (others.length === 0 && /^(?:Ref|Fn::(?:GetAtt|Sub|Join))$/.test(key ?? '') && argument !== undefined) {
    const isDotted = key === 'Fn::GetAtt' && Array.isArray(argument) && argument.length === 2 && !String(argument[0]).includes('.');
    if (isDotted) return argument.join('.');
    if (Array.isArray(argument)) return argument.map(withoutFunctions);
    if (typeof argument === 'string' && key !== 'Fn::GetAtt') return argument;
  }
  return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, withoutFunctions(inner)]));
};

describe('what is written is read again as it was', () => {
  test('here', () => {
    fc.assert(
      fc.property(template, (written) => {
        expect(JSON.stringify(parseYaml(write(written)))).toBe(JSON.stringify(written));
      }),
      { numRuns: 500 },
    );
  });

  test.each(['1.1', '1.2'] as const)('by a reader of YAML %s', (version) => {
    fc.assert(
      fc.property(template, (written) => {
        const read = parse(write(written), { version, customTags: tags, logLevel: 'error' });
        expect(JSON.stringify(read)).toBe(JSON.stringify(withoutFunctions(written)));
      }),
      { numRuns: 500 },
    );
  });
});
