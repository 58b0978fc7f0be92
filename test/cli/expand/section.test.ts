import { parseYaml } from '../../../src/cli/read/read';
import type { JsonObject } from '../../../src/template/json';
import { Cli, placesOf } from '../support/cli';
import { aliasNames, functionOf, unmarked } from '../support/templates';

const cli = new Cli();
afterAll(cli.remove);

const PARAMETERS = `Parameters:
  Stage: {Type: String, Default: prod}
  Names: {Type: CommaDelimitedList, Default: 'F, G'}
  Secret: {Type: String, NoEcho: true, Default: hidden}
`;
const template = (transform: string, resources = functionOf('F')) => `Transform: ${transform}\n${PARAMETERS}Resources:\n${resources}`;

describe('the entry of the macro goes, others stay', () => {
  test.each([
    ['SafeDeploy', undefined],
    ['[SafeDeploy]', undefined],
    ['{Name: SafeDeploy}', undefined],
    ['[{Name: SafeDeploy, Parameters: {Alias: live}}]', undefined],
    ['[SafeDeploy, AWS::Serverless-2016-10-31]', ['AWS::Serverless-2016-10-31']],
    ['[AWS::Serverless-2016-10-31, SafeDeploy]', ['AWS::Serverless-2016-10-31']],
    ['[SafeDeploy, {Name: Other, Parameters: {a: 1}}]', [{ Name: 'Other', Parameters: { a: 1 } }]],
  ])('%s', async (transform, left) => {
    const ran = await cli.transform(template(transform));
    expect(ran.stderr).not.toContain('error');
    expect((parseYaml(ran.stdout) as JsonObject).Transform).toEqual(left);
    expect(aliasNames(ran)).toEqual(['live']);
  });
});

describe('parameters of the transform', () => {
  test.each([
    ['{Alias: blue}', ['blue']],
    ['{Alias: !Ref Stage}', ['prod']],
    ['{Alias: {Ref: Stage}}', ['prod']],
    ['{Alias: !Ref AWS::Region}', ['us-east-1']],
    ['{Alias: !Ref AWS::NoValue}', ['live']],
    ['{Functions: !Ref Names}', ['live', 'live']],
    ['{Functions: [!Ref Stage, G], Alias: x}', ['x', 'x']],
  ])('%s', async (parameters, names) => {
    const resources = functionOf('F') + unmarked('G') + unmarked('prod');
    const ran = await cli.transform(template(`[{Name: SafeDeploy, Parameters: ${parameters}}]`, resources));
    expect(ran.stderr).toBe('');
    expect(aliasNames(ran).sort()).toEqual(names.length === 2 && names[0] === 'x' ? ['x', 'x', 'x'] : names);
  });

  test.each([
    ['a map', '{Hooks: {PreTraffic: F}}', ['1:45 SD1203']],
    ['another function', '{Alias: !Sub "${Stage}"}', ['1:45 SD1203']],
    ['a function in a list', '{Functions: [!ImportValue x]}', ['1:45 SD1203']],
    ['a Ref of a resource', '{Alias: !Ref F}', ['1:45 SD1203']],
    ['a Ref of nothing', '{Alias: !Ref Nothing}', ['1:45 SD1203']],
    ['a stack name', '{Alias: !Ref AWS::StackName}', ['1:45 SD1203']],
    ['a secret', '{Alias: !Ref Secret}', ['1:45 SD2104']],
    ['an unknown setting', '{Aliass: x}', ['1:45 SD2101']],
    ['no map', 'x', ['1:32 SD2001']],
    ['all of them', '{Alias: !Ref F, Aliass: x}', ['1:45 SD1203', '1:60 SD2101']],
  ])('%s is refused', async (_, parameters, places) => {
    const ran = await cli.transform(template(`[{Name: SafeDeploy, Parameters: ${parameters}}]`));
    expect(placesOf(ran)).toEqual(places);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('what CloudFormation runs before', () => {
  const serverless = '  S:\n    Type: AWS::Serverless::Function\n';

  test('SAM after SafeDeploy is left to CloudFormation', async () => {
    const ran = await cli.transform(template('[SafeDeploy, AWS::Serverless-2016-10-31]', serverless + functionOf('F')));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  test('another macro is a warning, before SafeDeploy or after it', async () => {
    const ran = await cli.transform(template('[Early, SafeDeploy, Late]'));
    expect(placesOf(ran)).toEqual(['1:13 SD1204', '1:32 SD1211']);
    expect(ran.code).toBe(0);
    expect((parseYaml(ran.stdout) as JsonObject).Transform).toEqual(['Early', 'Late']);
  });

  test('transforms of AWS that leave functions alone may come later', async () => {
    const ran = await cli.transform(
      template('[SafeDeploy, AWS::LanguageExtensions, AWS::SecretsManager-2024-09-16, AWS::CodeDeployBlueGreen]'),
    );
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('no macro, or too much of it', () => {
  test.each([
    ['no Transform', `Resources:\n${functionOf('F')}`, ['1:1 SD1201']],
    ['another Transform', template('AWS::Serverless-2016-10-31'), ['1:1 SD1201']],
    ['a name that is no text', template('[{Name: !Ref Stage}]'), ['1:1 SD1201']],
    ['twice', template('[SafeDeploy, {Name: SafeDeploy}]'), ['1:25 SD1206']],
    ['no map', '[1]', ['1:1 SD1207']],
    ['a text', 'hello', ['1:1 SD1207']],
    ['no Resources', 'Transform: SafeDeploy\n', ['1:1 SD1002']],
  ])('%s', async (_, text, places) => {
    const ran = await cli.transform(text);
    expect(placesOf(ran)).toEqual(places);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
  });

  test('the macro may have another name', async () => {
    const ran = await cli.transform(template('Releases'), '--macro-name', 'Releases');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(placesOf(await cli.transform(template('SafeDeploy'), '--macro-name', 'Releases'))).toEqual(['1:1 SD1201']);
  });
});
