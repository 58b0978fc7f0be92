import { Cli, placesOf } from './support/cli';
import { aliasNames, functionOf } from './support/templates';

const cli = new Cli();
afterAll(cli.remove);

const template = `Transform: SafeDeploy
Parameters:
  Stage:
    Type: String
    AllowedValues: [dev, prod]
    Default: dev
  Name: {Type: String, Default: first}
  Numbers: {Type: List<Number>, Default: '1, 2'}
  Image: {Type: AWS::SSM::Parameter::Value<String>, Default: /path/of/image}
Resources:
${functionOf('F', '', '{Alias: !Ref Name}')}`;
const needy = template.replace(', Default: first', '').replace('    Default: dev\n', '');

const names = async (...args: string[]) => {
  const ran = await cli.transform(template, ...args);
  expect(ran.stderr).toBe('');
  return aliasNames(ran);
};

describe('the value of a parameter', () => {
  test('is its default', async () => expect(await names()).toEqual(['first']));
  test('comes from the command line', async () => expect(await names('--parameter', 'Name=flag')).toEqual(['flag']));
  test('may hold an equals sign, or nothing', async () => {
    expect(placesOf(await cli.transform(template, '--parameter', 'Name=a=b'))).toEqual(['13:29 SD2105']);
    expect(placesOf(await cli.transform(template, '--parameter', 'Name='))).toEqual(['13:29 SD2105']);
  });
  test('is, for a list, each of its items', async () => {
    const text = template.replace('!Ref Name', '!Select [1, !Ref Numbers]').replace("'1, 2'", "'1, 2'");
    expect(placesOf(await cli.transform(text))).toEqual(['13:29 SD2105']);
    expect(aliasNames(await cli.transform(template.replace('!Ref Name', '!Sub ["v${N}", {N: !Select [1, !Ref Numbers]}]')))).toEqual([
      'v2',
    ]);
  });
  test('decides nothing for an SSM type: nobody knows whether the macro gets the name or the value', async () => {
    expect(placesOf(await cli.transform(template.replace('!Ref Name', '!Ref Image')))).toEqual(['13:29 SD2103']);
  });
});

describe('a file of parameters', () => {
  test.each([
    ['map.yaml', 'Name: file\n', ['file']],
    ['plain.yaml', 'Name: 012\nStage: prod\n', undefined],
    ['map.json', '{"Name": "file"}', ['file']],
    ['list.json', '[{"ParameterKey": "Name", "ParameterValue": "file"}]', ['file']],
    ['list.yaml', '- {ParameterKey: Name, ParameterValue: file}\n', ['file']],
    ['pipeline.json', '{"Parameters": {"Name": "file", "Stage": "prod"}, "Tags": {"team": "shop"}, "StackPolicy": {}}', ['file']],
    ['deploy.json', '["Name=file", "Stage=prod"]', ['file']],
    ['deploy.yaml', '- Name=fi=le\n', undefined],
    ['mixed.json', '["Stage=prod", {"ParameterKey": "Name", "ParameterValue": "file"}]', ['file']],
    ['parts.yaml', 'Numbers: [4, 5]\nName: file\n', ['file']],
  ])('%s', async (file, text, expected) => {
    const ran = await cli.transform(template, '--parameters', cli.file(file, text));
    if (expected) expect(aliasNames(ran)).toEqual(expected);
    else expect(placesOf(ran)).toEqual(['13:29 SD2105']);
  });

  test('an unquoted value is the text that is written', async () => {
    const text = template.replace('!Ref Name', '!Sub "a${Name}"');
    const ran = await cli.transform(text, '--parameters', cli.file('text.yaml', 'Name: 0012\n'));
    expect(aliasNames(ran)).toEqual(['a0012']);
  });

  test('counts less than the command line', async () => {
    expect(await names('--parameters', cli.file('both.yaml', 'Name: file\n'), '--parameter', 'Name=flag')).toEqual(['flag']);
  });

  test('may come through the standard input', async () => {
    const ran = await cli.run(['transform', cli.file('t.yaml', template), '--parameters', '-'], 'Name: piped\n');
    expect(aliasNames(ran)).toEqual(['piped']);
  });

  test.each([
    [
      'text.yaml',
      'Name\n',
      'text.yaml must contain a map of parameters, or a list of Key=Value or of maps with ParameterKey and ParameterValue.',
    ],
    ['equals.json', '["Name"]', 'equals.json: item 1 must have the form Key=Value.'],
    ['number.json', '[1]', 'number.json: item 1 has no ParameterKey.'],
    ['both.json', '["Name=a", {"ParameterKey": "Name", "ParameterValue": "b"}]', 'both.json sets Name twice.'],
    [
      'nested.json',
      '{"Parameters": {"Name": {"Fn::GetParam": ["a", "b", "c"]}}}',
      'nested.json: Name must be a string or a list of strings.',
    ],
    ['map.yaml', 'Name: {a: 1}\n', 'map.yaml: Name must be a string or a list of strings.'],
    ['function.yaml', 'Name: !Ref X\n', 'function.yaml: Name must be a string or a list of strings.'],
    ['key.json', '[{"ParameterValue": "x"}]', 'key.json: item 1 has no ParameterKey.'],
    ['before.json', '[{"ParameterKey": "Name", "UsePreviousValue": true}]', 'before.json: Name has no ParameterValue.'],
    [
      'twice.json',
      '[{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "A", "ParameterValue": "2"}]',
      'twice.json sets A twice.',
    ],
  ])('%s is refused', async (file, text, message) => {
    const ran = await cli.transform(template, '--parameters', cli.file(file, text));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(`safedeploy transform: ${message}`);
  });

  test.each([
    ['twice.yaml', 'Name: a\nName: b\n', ['2:1 SD1107']],
    ['broken.json', '{"Name": }', ['1:10 SD1104']],
    ['empty.yaml', '', ['1:1 SD1105']],
  ])('%s is refused with its place', async (file, text, places) => {
    const ran = await cli.transform(template, '--parameters', cli.file(file, text));
    expect(placesOf(ran)).toEqual(places);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('refused', () => {
  test.each([
    ['no value', needy, ['--parameter', 'Name=secret'], ['The parameter Stage has no value: add --parameter Stage=VALUE.']],
    ['a parameter of nobody', template, ['--parameter', 'Nmae=secret'], ['The template has no parameter Nmae. Did you mean Name?']],
    ['nearly a parameter', template, ['--parameter', 'Stagee=secret'], ['The template has no parameter Stagee. Did you mean Stage?']],
    [
      'a value that is not allowed',
      template,
      ['--parameter', 'Stage=secret'],
      ['The value of the parameter Stage must be one of its AllowedValues: dev, prod.'],
    ],
    ['a number that is none', template, ['--parameter', 'Numbers=1,secret'], ['The value of the parameter Numbers must be a number.']],
    ['no equals sign', template, ['--parameter', 'secret'], ['--parameter must have the form Key=Value.']],
    ['no key', template, ['--parameter', '=secret'], ['--parameter must have the form Key=Value.']],
    ['a value twice', template, ['--parameter', 'Name=secret', '--parameter', 'Name=secret'], ['--parameter sets Name twice.']],
    [
      'all of it at once',
      needy,
      ['--parameter', 'Other=secret', '--parameter', 'Numbers=secret'],
      [
        'The template has no parameter Other.',
        'The value of the parameter Numbers must be a number.',
        'The parameter Stage has no value: add --parameter Stage=VALUE.',
        'The parameter Name has no value: add --parameter Name=VALUE.',
      ],
    ],
  ])('%s', async (_, text, args, messages) => {
    const ran = await cli.transform(text, ...args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).not.toContain('secret');
    expect(ran.stderr.split('\n').filter((line) => line.startsWith('safedeploy'))).toEqual(
      messages.map((message) => `safedeploy transform: ${message}`),
    );
  });

  test('a default that is not allowed is a mistake of the template', async () => {
    const ran = await cli.transform(template.replace('Default: dev', 'Default: qa'));
    expect(placesOf(ran)).toEqual(['6:14 SD1205']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect((await cli.transform(template.replace('Default: dev', 'Default: qa'), '--parameter', 'Stage=dev')).code).toBe(0);
  });
});
