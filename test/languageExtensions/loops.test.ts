import fc from 'fast-check';
import { expandLanguageExtensions } from '../../src/languageExtensions/expand';
import { isObject, type Json, type JsonObject, type Trail, valueAt } from '../../src/template/json';

const ENVIRONMENT = { region: 'eu-west-1', accountId: '123456789012', parameterValues: {} };

/**
 * The oracle: loops as numbers, from which a template with Fn::ForEach and the same without it are written down side by side. What a
 * turn of a loop is, is said here by JavaScript's own loops and texts; nothing is substituted.
 */
interface Level {
  readonly items: readonly string[];
  readonly from: 'list' | 'parameter' | 'mapping';
  readonly ampersand: boolean;
  readonly entries: number;
}
const item = fc.stringMatching(/^[A-Za-z0-9]{1,4}$/);
const level = (separators: boolean): fc.Arbitrary<Level> =>
  fc.record({
    items: fc.uniqueArray(separators ? fc.stringMatching(/^[A-Za-z0-9]{1,3}[-_.]?$/) : item, {
      maxLength: 3,
      selector: (text) => text.replace(/[^A-Za-z0-9]/g, ''),
    }),
    from: fc.constantFrom<Level['from']>('list', 'parameter', 'mapping'),
    ampersand: fc.constant(separators),
    entries: fc.integer({ min: 1, max: 2 }),
  });
const levels = fc
  .array(fc.boolean().chain(level), { minLength: 1, maxLength: 3 })
  .filter((all) => all.every(({ items }) => items.length > 0));

const variable = (depth: number) => `Var${depth}`;
const placeholder = (all: readonly Level[], depth: number) => `${all[depth]?.ampersand ? '&' : '$'}{${variable(depth)}}`;
const plain = (text: string) => text.replace(/[^A-Za-z0-9]/g, '');
const idOf = (entry: number, words: readonly string[]) => `E${entry}x${words.join('x')}`;

/** What stands under a key of the body of a loop, written with variables or with their items. */
const body = (id: (entry: number) => Json, texts: readonly Json[], sub: string, known: Json): JsonObject => ({
  Type: 'AWS::SNS::Topic',
  Properties: {
    Own: { Ref: id(0) },
    Attribute: { 'Fn::GetAtt': [id(0), 'Arn'] },
    Texts: [...texts],
    Sub: known,
    Plain: 'text',
    Number: 1,
    Joined: { 'Fn::Join': [sub, ['a', 'b']] },
  },
});

function looped(all: readonly Level[], depth = 0): JsonObject {
  const { items, from, entries } = all[depth] as Level;
  const here = all.slice(0, depth + 1);
  const keys = here.map((_, at) => placeholder(all, at));
  const sources = {
    list: [...items],
    parameter: { Ref: `Param${depth}` },
    mapping: { 'Fn::FindInMap': ['Lists', `Level${depth}`, 'Items'] },
  };
  const subbed = (entry: number): Json => ({ 'Fn::Sub': `E${entry}x${here.map((_, at) => `\${${variable(at)}}`).join('x')}` });
  const ids = here.some(({ ampersand }) => ampersand) ? () => 'Fixed' : subbed; // &{} stays out of values
  const own = Array.from({ length: entries }, (_, entry): [string, Json] => [
    idOf(entry, keys),
    body(
      ids,
      here.map((_, at) => ({ Ref: variable(at) })),
      '-',
      { 'Fn::Sub': `${here.map((_, at) => `\${${variable(at)}}`).join('/')} \${AWS::StackName} \${!Var0}` },
    ),
  ]);
  const inner = depth + 1 < all.length ? looped(all, depth + 1) : {};
  return { [`Fn::ForEach::Loop${depth}`]: [variable(depth), sources[from], Object.fromEntries([...own, ...Object.entries(inner)])] };
}

function unrolled(all: readonly Level[], words: readonly string[] = []): [string, Json][] {
  const depth = words.length;
  const { items, entries } = all[depth] as Level;
  return items.flatMap((one) => {
    const here = [...words, one];
    const anyAmpersand = all.slice(0, depth + 1).some(({ ampersand }) => ampersand);
    const own = Array.from({ length: entries }, (_, entry): [string, Json] => [
      idOf(
        entry,
        here.map((word, at) => (all[at]?.ampersand ? plain(word) : word)),
      ),
      body((other) => (anyAmpersand ? 'Fixed' : idOf(other, here)), here, '-', {
        'Fn::Sub': `${here.join('/')} \${AWS::StackName} \${!Var0}`,
      }),
    ]);
    return [...own, ...(depth + 1 < all.length ? unrolled(all, here) : [])];
  });
}

const templateOf = (all: readonly Level[], section: 'Resources' | 'Outputs'): JsonObject => ({
  Parameters: Object.fromEntries(
    all.map(({ items }, depth) => [`Param${depth}`, { Type: 'CommaDelimitedList', Default: items.join(',') }]),
  ),
  Mappings: { Lists: Object.fromEntries(all.map(({ items }, depth) => [`Level${depth}`, { Items: [...items] }])) },
  Resources: { Fixed: { Type: 'AWS::SNS::Topic' } },
  [section]: { ...(section === 'Resources' ? { Fixed: { Type: 'AWS::SNS::Topic' } } : {}), ...looped(all) },
});

const sections = fc.constantFrom<('Resources' | 'Outputs')[]>('Resources', 'Outputs');

test('loops are what they unroll to', () => {
  fc.assert(
    fc.property(levels, sections, (all, section) => {
      const expected = unrolled(all);
      fc.pre(new Set(expected.map(([id]) => id)).size === expected.length); // two loops may spell the same key
      const { template, diagnostics } = expandLanguageExtensions(templateOf(all, section), ENVIRONMENT);
      expect(diagnostics).toEqual([]);
      const fixed = section === 'Resources' ? { Fixed: { Type: 'AWS::SNS::Topic' } } : {};
      expect(Object.entries(template[section] as JsonObject)).toEqual(Object.entries({ ...fixed, ...Object.fromEntries(expected) }));
    }),
    { numRuns: 300 },
  );
});

test('a key that a loop makes twice is told, whatever its items are', () => {
  const items = fc.array(fc.constantFrom('a', 'b', 'a-', 'a.', 'B', 'c'), { maxLength: 4 });
  fc.assert(
    fc.property(items, fc.boolean(), (all, ampersand) => {
      const loop = ['Var', all, { [ampersand ? 'T&{Var}' : 'T${Var}']: 1 }];
      const { diagnostics } = expandLanguageExtensions({ Resources: { T: { Properties: { 'Fn::ForEach::Loop': loop } } } }, ENVIRONMENT);
      const isTwice = new Set(ampersand ? all.map(plain) : all).size < all.length;
      expect(diagnostics.map(({ code }) => code).filter((code, at, codes) => codes.indexOf(code) === at)).toEqual(
        isTwice ? ['SD1229'] : [],
      );
    }),
    { numRuns: 200 },
  );
});

/** Every place of a value. */
function trails(node: Json, path: Trail = []): Trail[] {
  const inner = Array.isArray(node) ? [...node.entries()] : isObject(node) ? Object.entries(node) : [];
  return [path, ...inner.flatMap(([key, value]) => trails(value as Json, [...path, key as string | number]))];
}

test('whatever a loop makes has a place in the body of the loop', () => {
  fc.assert(
    fc.property(levels, sections, (all, section) => {
      const input = templateOf(all, section);
      const { template, origin, diagnostics } = expandLanguageExtensions(input, ENVIRONMENT);
      fc.pre(diagnostics.length === 0);
      for (const path of trails(template)) {
        const from = origin(path);
        const isMade = path[0] === section && path.length > 1 && path[1] !== 'Fixed';
        if (!isMade) expect(from).toEqual(path);
        else {
          // the last step may be inside what a function was replaced by
          expect(valueAt(input, from) ?? valueAt(input, from.slice(0, -1))).toBeDefined();
          expect(String(from[1])).toBe('Fn::ForEach::Loop0');
          expect(from.slice(-(path.length - 2))).toEqual(path.length > 2 ? path.slice(2) : from);
        }
      }
    }),
    { numRuns: 100 },
  );
});

describe('what no loop may do', () => {
  const loops = (body: Json, items: number): JsonObject => ({
    Resources: Object.fromEntries(
      ['A', 'B', 'C', 'D', 'E'].reduceRight<[string, Json][]>(
        (inner, name) => [
          [`Fn::ForEach::${name}`, [name, Array.from({ length: items }, (_, index) => `${index}`), Object.fromEntries(inner)]],
        ],
        [['T${A}x${B}x${C}x${D}x${E}', body]],
      ),
    ),
  });

  test('fill the memory: five loops over a hundred items end at once', () => {
    const { diagnostics } = expandLanguageExtensions(loops({ Type: 'AWS::SNS::Topic' }, 100), ENVIRONMENT);
    expect(diagnostics.map(({ code }) => code)).toEqual(['SD1233']);
  });

  test('fill it with long items', () => {
    const long = 'x'.repeat(900_000);
    const template = {
      Resources: {
        'Fn::ForEach::A': [
          'A',
          [long, 'b', 'c'],
          { 'T${A}': { Type: 'AWS::SNS::Topic', Properties: { a: { 'Fn::Sub': '${A}${A}${A} ${AWS::Region}' } } } },
        ],
      },
    };
    expect(expandLanguageExtensions(template, ENVIRONMENT).diagnostics.map(({ code }) => code)).toEqual(['SD1233']);
  });

  test('set the prototype of a map', () => {
    const template = {
      Resources: { T: { Type: 'T', Properties: { 'Fn::ForEach::A': ['A', ['__proto__'], { '${A}': { polluted: true } }] } } },
    };
    const { Properties } = (expandLanguageExtensions(template, ENVIRONMENT).template.Resources as JsonObject).T as JsonObject;
    expect(Object.getPrototypeOf(Properties)).toBe(Object.prototype);
    expect(Object.keys(Properties as JsonObject)).toEqual(['__proto__']);
  });
});
