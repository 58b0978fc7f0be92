import { sourceMapOf } from '../support/read';

const YAML = `Transform: SafeDeploy
Resources:
  F:
    Type: AWS::Lambda::Function
    Metadata:
      SafeDeploy: {Alias: live, Alarms: [!Ref A, !GetAtt B.Arn]}
  G: &g
    Type: AWS::SNS::Topic
  H: *g
`;
const JSON_TEXT = '{\n\t"Resources": {"F": {"Type": "AWS::Lambda::Function", "Tags": [1, {"Key": 2}]}}\n}';

const placeIn = (text: string, path: (string | number)[], part?: 'key' | 'value') => {
  const { line, column, start, end } = sourceMapOf(text).at(path, part);
  return `${line}:${column} ${text.slice(start, end).split('\n')[0]}`;
};

describe('YAML', () => {
  test.each([
    [['Transform'], '1:1 Transform'],
    [['Resources', 'F'], '3:3 F'],
    [['Resources', 'F', 'Metadata', 'SafeDeploy', 'Alias'], '6:20 Alias'],
    [['Resources', 'F', 'Metadata', 'SafeDeploy', 'Alarms', 0], '6:42 !Ref A'],
    [['Resources', 'F', 'Metadata', 'SafeDeploy', 'Alarms', 0, 'Ref'], '6:42 !Ref'],
    [['Resources', 'F', 'Metadata', 'SafeDeploy', 'Alarms', 1, 'Fn::GetAtt', 1], '6:58 B.Arn'],
    [['Resources', 'H'], '9:3 H'],
    [['Resources', 'H', 'Type'], '8:5 Type'],
  ])('%j', (path, place) => {
    expect(placeIn(YAML, path)).toBe(place);
  });

  test.each([
    [['Transform'], '1:12 SafeDeploy'],
    [['Resources', 'F'], '4:5 Type: AWS::Lambda::Function'],
    [['Resources', 'F', 'Metadata', 'SafeDeploy', 'Alias'], '6:27 live'],
    [['Resources', 'H'], '9:6 *g'],
  ])('the value of %j', (path, place) => {
    expect(placeIn(YAML, path, 'value')).toBe(place);
  });
});

describe('what is not there is at its nearest parent', () => {
  test.each([
    [['Resources', 'F', 'Metadata', 'SafeDeploy', 'Type'], '6:7 SafeDeploy'],
    [['Resources', 'F', 'Properties', 'Code', 'ZipFile'], '3:3 F'],
    [['Resources', 'F', 'Type', 'x'], '4:5 Type'],
    [['Resources', 'F', 'Metadata', 'SafeDeploy', 'Alarms', 7], '6:33 Alarms'],
    [['Outputs', 'X'], '1:1 Transform: SafeDeploy'],
    [[], '1:1 Transform: SafeDeploy'],
  ])('%j', (path, place) => {
    expect(placeIn(YAML, path)).toBe(place);
  });
});

test.each([
  [['Resources'], '2:2 "Resources"'],
  [['Resources', 'F', 'Type'], '2:22 "Type"'],
  [['Resources', 'F', 'Tags', 1], '2:67 {"Key": 2}'],
  [['Resources', 'F', 'Tags', 1, 'Key'], '2:68 "Key"'],
])('JSON %j', (path, place) => {
  expect(placeIn(JSON_TEXT, path)).toBe(place);
});

test('lines may end in CRLF', () => {
  expect(placeIn('a:\r\n  b: 1\r\n  c: 2\r\n', ['a', 'c'])).toBe('3:3 c');
});

test('keys in their order', () => {
  const map = sourceMapOf('a: {default: 1, "200": 2, "100": 3}\n');
  expect(map.keysAt(['a'])).toEqual(['default', '200', '100']);
  expect(map.keysAt(['b'])).toEqual([]);
});
