import { parseYaml } from '../../../src/cli/read/read';
import { errorsOfYaml } from '../support/read';

describe('short forms', () => {
  test.each([
    ['!Ref A', { Ref: 'A' }],
    ['!Ref AWS::Region', { Ref: 'AWS::Region' }],
    ['!Condition IsProd', { Condition: 'IsProd' }],
    ['!GetAtt A.Arn', { 'Fn::GetAtt': ['A', 'Arn'] }],
    ['!GetAtt A.Outputs.X', { 'Fn::GetAtt': ['A', 'Outputs.X'] }],
    ['!GetAtt [A, Arn]', { 'Fn::GetAtt': ['A', 'Arn'] }],
    ['!GetAtt [A, !Ref B]', { 'Fn::GetAtt': ['A', { Ref: 'B' }] }],
    ['!GetAtt A', { 'Fn::GetAtt': 'A' }],
    ['!Sub "${A}-x"', { 'Fn::Sub': '${A}-x' }],
    ['!Sub ["${A}", {A: !Ref B}]', { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] }],
    ['!Join ["", [a, !Ref B]]', { 'Fn::Join': ['', ['a', { Ref: 'B' }]] }],
    ['!If [C, 1, !Ref AWS::NoValue]', { 'Fn::If': ['C', 1, { Ref: 'AWS::NoValue' }] }],
    ['!Select [0, !Split [",", a]]', { 'Fn::Select': [0, { 'Fn::Split': [',', 'a'] }] }],
    ['!FindInMap [M, a, b]', { 'Fn::FindInMap': ['M', 'a', 'b'] }],
    ['!Base64 text', { 'Fn::Base64': 'text' }],
    ['!Cidr [10.0.0.0/16, 4, 8]', { 'Fn::Cidr': ['10.0.0.0/16', 4, 8] }],
    ["!GetAZs ''", { 'Fn::GetAZs': '' }],
    ['!GetAZs', { 'Fn::GetAZs': '' }],
    ['!ImportValue x', { 'Fn::ImportValue': 'x' }],
    ['!Not [!Equals [a, b]]', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }],
    ['!And [!Or [a]]', { 'Fn::And': [{ 'Fn::Or': ['a'] }] }],
    ['!ToJsonString {a: !Length [1]}', { 'Fn::ToJsonString': { a: { 'Fn::Length': [1] } } }],
    ['!Transform {Name: AWS::Include}', { 'Fn::Transform': { Name: 'AWS::Include' } }],
    ['!EachMemberIn [[a], [b]]', { 'Fn::EachMemberIn': [['a'], ['b']] }],
    ['!Sub |\n  a\n  b', { 'Fn::Sub': 'a\nb\n' }],
    ['!Ref 012', { Ref: '012' }],
    ['!Sub yes', { 'Fn::Sub': 'yes' }],
  ])('%s', (text, value) => {
    expect(parseYaml(`a: ${text}\n`)).toEqual({ a: value });
  });
});

describe('scalars', () => {
  test.each([
    ['yes', true],
    ['Off', false],
    ['TRUE', true],
    ['y', 'y'],
    ['yEs', 'yEs'],
    ['2012-10-17', '2012-10-17'],
    ['2001-12-14t21:59:43.10-05:00', '2001-12-14t21:59:43.10-05:00'],
    ['12', 12],
    ['+12', 12],
    ['-0', 0],
    ['012345670123', 1402433619],
    ['-0644', -420],
    ['1.5', 1.5],
    ['5.', 5],
    ['.5', 0.5],
    ['1.0e+3', 1000],
    ['123456789012', 123456789012],
    ['1.2.3', '1.2.3'],
    ['10.0.0.0/16', '10.0.0.0/16'],
    ['03:00-04:00', '03:00-04:00'],
    ['~', null],
    ['', null],
    ['Null', null],
    ['=', '='],
    ['"012"', '012'],
    ["'yes'", 'yes'],
    ['!!str 012', '012'],
    ['! 012', '012'],
    ['!!int "12"', 12],
    ['!!bool yes', true],
    ['!!map {b: 1}', { b: 1 }],
    ['>-\n  yes', 'yes'],
  ])('%s', (text, value) => {
    expect(parseYaml(`a: ${text}\n`)).toEqual({ a: value });
  });

  test.each([
    '089',
    '0x1F',
    '0b11',
    '0o17',
    '1_000',
    '1:30',
    '190:20:30.15',
    '1e3',
    '1.5e3',
    '4225e33',
    '.inf',
    '-.INF',
    '.NaN',
    '+.5',
    '01.5',
  ])('%s is doubtful', (text) => {
    expect(errorsOfYaml(`a: ${text}\n`)).toEqual(['1:4 SD1114']);
  });

  test.each(['9007199254740993', '123456789012345678901', '01777777777777777777777', '1.0e+999'])('%s is too long', (text) => {
    expect(errorsOfYaml(`a: ${text}\n`)).toEqual(['1:4 SD1115']);
  });
});

describe('aliases and merges', () => {
  test('are written out', () => {
    expect(parseYaml('a: &x {b: [1]}\nc: *x\nd: [*x]\n')).toEqual({ a: { b: [1] }, c: { b: [1] }, d: [{ b: [1] }] });
  });

  test('an anchor may be defined again', () => {
    expect(parseYaml('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  test('what the map says itself counts more, and the first of several merges', () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  z: 3\n  <<: [*a, *b]\n  x: 3\n';
    expect(parseYaml(text)).toMatchObject({ c: { x: 3, y: 1, z: 3 } });
  });

  test('a quoted << is a key', () => {
    expect(parseYaml('"<<": 1\n')).toEqual({ '<<': 1 });
  });
});

test('keys are texts, and __proto__ is one of them', () => {
  const value = parseYaml('__proto__: {x: 1}\n"80": a\n!!str on: b\n') as object;
  expect(Object.entries(value)).toEqual([
    ['80', 'a'],
    ['__proto__', { x: 1 }],
    ['on', 'b'],
  ]);
});

describe('errors', () => {
  test.each([
    ['not YAML', 'a: b: c', ['1:4 SD1103']],
    ['a tab', 'a:\n\tb: 1', ['2:1 SD1103']],
    ['an open quote', 'a: "b', ['1:6 SD1103']],
    ['two tags', 'a: !Sub !Ref b', ['1:9 SD1103']],
    ['an empty file', '', ['1:1 SD1105']],
    ['comments only', '# nothing\n', ['1:1 SD1105']],
    ['a null', '~', ['1:1 SD1105']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['2:1 SD1106']],
    ['a key twice', 'a: 1\nb: 2\na: 3', ['3:1 SD1107']],
    ['a key twice in brackets', '{a: 1, a: 2}', ['1:8 SD1107']],
    ['a key twice in two spellings', 'a: 1\n"a": 3', ['2:1 SD1107']],
    ['a key three times', 'a: 1\na: 2\na: 3', ['2:1 SD1107', '3:1 SD1107']],
    ['a tag of nobody', 'a: !Reff b', ['1:4 SD1108']],
    ['a tag in another case', 'a: !ref b', ['1:4 SD1108']],
    ['a tag of YAML that CloudFormation does not take', 'a: !!binary aGk=', ['1:4 SD1108']],
    ['a timestamp', 'a: !!timestamp 2001-01-01', ['1:4 SD1108']],
    ['a set', 'a: !!set {b}', ['1:4 SD1108']],
    ['a tag of a library', 'a: !!python/object:os.system {b: 1}', ['1:4 SD1108']],
    ['a number that is none', 'a: !!int b', ['1:10 SD1114']],
    ['an alias of nothing', 'a: *b', ['1:4 SD1109']],
    ['an alias before its anchor', 'a: *b\nc: &b 1', ['1:4 SD1109']],
    ['an alias in itself', 'a: &a [*a]', ['1:8 SD1110']],
    ['a merge of a list', 'a: &a [1]\n<<: *a', ['2:1 SD1112']],
    ['a merge of a text', '<<: a', ['1:1 SD1112']],
    ['a number as key', 'a:\n  80: b', ['2:3 SD1113']],
    ['a boolean as key', 'On: b', ['1:1 SD1113']],
    ['an account id as key', '012345670123: b', ['1:1 SD1113']],
    ['nothing as key', ': b', ['1:1 SD1113']],
    ['a list as key', '? [a]\n: b', ['1:3 SD1113']],
    ['a function as key', '!Ref a: b', ['1:6 SD1113']],
    ['an alias as key', 'a: &x b\n*x : c', ['2:1 SD1113']],
  ])('%s', (_, text, errors) => {
    expect(errorsOfYaml(text)).toEqual(errors);
  });

  test('all of them are told', () => {
    expect(errorsOfYaml('a: 089\nb: !X 1\na: 1_0\n')).toEqual(['1:4 SD1114', '2:4 SD1108', '3:1 SD1107', '3:4 SD1114']);
  });

  test('aliases of aliases of aliases are counted, not followed', () => {
    const levels = 'abcdefghij'.split('').map((name, index, names) => {
      const inner = index === 0 ? '1' : `*${names[index - 1]}`;
      return `${name}: &${name} [${Array(10).fill(inner).join(', ')}]`;
    });
    expect(errorsOfYaml(levels.join('\n'))).toEqual(['6:12 SD1111']);
  });

  test('a bomb made of merges is one as well', () => {
    const levels = 'abcdefgh'.split('').map((name, index, names) => {
      const inner = index === 0 ? 'x: 1' : Array.from({ length: 10 }, (_, key) => `k${key}: {<<: *${names[index - 1]}}`).join(', ');
      return `${name}: &${name} {${inner}}`;
    });
    expect(errorsOfYaml(levels.join('\n'))).toEqual([expect.stringMatching(/^\d:\d+ SD1111$/)]);
  });
});
