import { Cli, placesOf } from '../support/cli';
import { aliasNames, functionOf, resourcesOf, unmarked } from '../support/templates';

const cli = new Cli();
afterAll(cli.remove);

const whole = (resources: string) => `Transform: SafeDeploy\nResources:\n${resources}`;

describe('a call on a function marks it', () => {
  test.each([
    ['in its properties', unmarked('F', '      Fn::Transform: {Name: SafeDeploy, Parameters: {Alias: blue}}\n')],
    ['as a short form of a list', unmarked('F', '      Fn::Transform: [{Name: SafeDeploy, Parameters: {Alias: blue}}]\n')],
    ['beside its properties', `${unmarked('F')}    Fn::Transform: {Name: SafeDeploy, Parameters: {Alias: blue}}\n`],
  ])('%s', async (_, resources) => {
    const ran = await cli.transform(whole(resources));
    expect(ran.stderr).toBe('');
    expect(aliasNames(ran)).toEqual(['blue']);
    expect(ran.stdout).not.toContain('Fn::Transform');
  });

  test('by its name alone', async () => {
    const ran = await cli.transform(whole(unmarked('F', '      Fn::Transform: SafeDeploy\n')));
    expect(aliasNames(ran)).toEqual(['live']);
  });

  test.each([
    ['      Fn::Transform: {Name: SafeDeploy, Parameters: {Alias: blue, Typ: x}}\n', ['10:67 SD2101']],
    [
      '      Fn::Transform:\n        - Name: SafeDeploy\n          Parameters:\n            Type: Canray10Percent5Minutes\n',
      ['13:13 SD2111'],
    ],
    ['      Fn::Transform: {Name: SafeDeploy, Parameters: {}}\n      AutoPublishAlias: 1 2\n', ['11:7 SD2105']],
  ])('its mistakes stand where they were written %#', async (call, places) => {
    expect(placesOf(await cli.transform(whole(unmarked('F', call))))).toEqual(places);
  });

  test('without the one of the template it is an error, as in CloudFormation', async () => {
    const ran = await cli.transform(`Resources:\n${unmarked('F', '      Fn::Transform: SafeDeploy\n')}`);
    expect(placesOf(ran)).toEqual(['1:1 SD1201']);
  });

  test('on something else it is an error', async () => {
    const topic = '  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      Fn::Transform: SafeDeploy\n      TopicName: x\n';
    expect(placesOf(await cli.transform(whole(topic + functionOf('F'))))).toEqual(['5:5 SD1002']);
  });
});

describe('a call under Resources', () => {
  const called = (parameters: string, resources = unmarked('F')) =>
    `Resources:\n  Fn::Transform: {Name: SafeDeploy, Parameters: ${parameters}}\n${resources}`;

  test('expands the resources', async () => {
    const ran = await cli.transform(called('{Functions: All}'));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(aliasNames(ran)).toEqual(['live']);
    expect(Object.keys(resourcesOf(ran))[0]).toBe('F');
  });

  test.each([
    ['{Functions: [Nobody]}', unmarked('F'), ['2:50 SD2006']],
    ['{}', functionOf('F', '', '{Aliass: x}'), ['5:29 SD2101']],
  ])('its mistakes stand where they were written %#', async (parameters, resources, places) => {
    expect(placesOf(await cli.transform(called(parameters, resources)))).toEqual(places);
  });
});

describe('calls of others', () => {
  const include = '{Name: AWS::Include, Parameters: {Location: s3://bucket/key}}';
  const api = (call: string) => `  A:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body: {Fn::Transform: ${call}}\n`;

  test.each([
    ['alone', include, { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/key' } } }],
    ['in a list', `[${include}]`, { 'Fn::Transform': [{ Name: 'AWS::Include', Parameters: { Location: 's3://bucket/key' } }] }],
  ])('stay, with a warning: %s', async (_, call, left) => {
    const ran = await cli.transform(whole(api(call) + functionOf('F')));
    expect(placesOf(ran)).toEqual([expect.stringMatching(/^6:\d+ SD1251$/)]);
    expect(ran.code).toBe(0);
    expect(resourcesOf(ran).A?.Properties).toEqual({ Body: left });
  });

  test('in a marked function nobody knows what they make', async () => {
    const ran = await cli.transform(whole(unmarked('F', `      Fn::Transform: [SafeDeploy, ${include}]\n`)));
    expect(placesOf(ran)).toEqual(['10:7 SD2121', '10:35 SD1251']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
  });
});
