import { Cli, placesOf, type Ran } from '../support/cli';
import { functionOf, resourcesOf, unmarked } from '../support/templates';

const cli = new Cli();
afterAll(cli.remove);

const RULE =
  '  Rule:\n    Type: AWS::Events::Rule\n    Properties: {ScheduleExpression: rate(1 day), Targets: [{Id: f, Arn: {Fn::GetAtt: [F, Arn]}}]}\n';
const file = (name: string, text: string) => cli.file(name, text);
const include = (location: string) => `{Name: AWS::Include, Parameters: {Location: ${location}}}`;
const run = (text: string, command = 'transform', ...args: string[]): Promise<Ran> =>
  cli.run([command, file('template.yaml', text), ...args]);
const whole = (resources: string, transform = 'SafeDeploy') => `Transform: ${transform}\nResources:\n${resources}`;
/** Also of the file that is included. */
const filesOf = ({ stdout, stderr }: Ran) =>
  [...(stdout + stderr).matchAll(/^([^\s:]+:\d+:\d+) {2}\w+ (SD\d{4}) /gm)].map(([, place, code]) => `${place} ${code}`);

describe('a file beside the template', () => {
  test.each([
    ['YAML', 'rule.yaml', RULE.replaceAll(/^ {2}/gm, '')],
    [
      'JSON',
      'rule.json',
      '{"Rule": {"Type": "AWS::Events::Rule", "Properties": {"Targets": [{"Id": "f", "Arn": {"Fn::GetAtt": ["F", "Arn"]}}]}}}',
    ],
  ])('among resources: %s', async (_, name, text) => {
    file(name, text);
    const ran = await run(whole(`${functionOf('F')}  Fn::Transform: ${include(name)}\n`));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.stringify(resourcesOf(ran).Rule)).toContain('"Ref":"FAliaslive"');
    expect(ran.stdout).not.toContain('AWS::Include');
  });

  test('in the properties of a marked function, whose version it decides', async () => {
    const text = whole(functionOf('F', `      Fn::Transform: ${include('more.yaml')}\n`));
    const versionWith = async (timeout: number) => {
      file('more.yaml', `Timeout: ${timeout}\n`);
      const ran = await run(text);
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(resourcesOf(ran).F?.Properties).toMatchObject({ Timeout: timeout, Handler: 'index.handler' });
      return Object.keys(resourcesOf(ran)).find((id) => id.startsWith('FVersion'));
    };
    const first = await versionWith(3);
    expect(await versionWith(4)).not.toBe(first);
    expect(await versionWith(3)).toBe(first);
  });

  test('in place of a whole map, and several in order', async () => {
    file('a.yaml', 'openapi: 3.0.1\n');
    file('b.yaml', 'paths: {}\n');
    const api = `  A: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {Fn::Transform: [${include('a.yaml')}, ${include('b.yaml')}]}}}\n`;
    const ran = await run(whole(api + functionOf('F')));
    expect(resourcesOf(ran).A?.Properties).toEqual({ Body: { openapi: '3.0.1', paths: {} } });
  });

  test('on a function that the macro marks by Fn::Transform, in either order', async () => {
    file('more.yaml', 'Timeout: 3\n');
    for (const calls of [`[SafeDeploy, ${include('more.yaml')}]`, `[${include('more.yaml')}, SafeDeploy]`]) {
      const ran = await run(whole(unmarked('F', `      Fn::Transform: ${calls}\n`)));
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(resourcesOf(ran).F?.Properties).toMatchObject({ Timeout: 3 });
    }
  });

  test('at the top of the template, in the Transform section', async () => {
    file('mappings.yaml', 'Mappings: {M: {a: {b: live}}}\n');
    const mark = '{Alias: !FindInMap [M, a, b]}';
    const ran = await run(whole(functionOf('F', '', mark), `[${include('mappings.yaml')}, SafeDeploy]`));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('Mappings:');
    expect(ran.stdout).not.toContain('Transform:');
  });

  test('whose name a parameter decides', async () => {
    file('rule-prod.yaml', RULE.replaceAll(/^ {2}/gm, ''));
    const parameters = 'Parameters:\n  Stage: {Type: String, Default: dev}\n';
    const text = parameters + whole(`${functionOf('F')}  Fn::Transform: ${include('!Sub "rule-${Stage}.yaml"')}\n`);
    expect(resourcesOf(await run(text, 'transform', '--parameter', 'Stage=prod')).Rule).toBeDefined();
  });

  test('has the places of its diagnostics', async () => {
    file('f.yaml', unmarked('G').replaceAll(/^ {2}/gm, '').replace('  Properties', '  Metadata: {SafeDeploy: {Typ: x}}\n  Properties'));
    const ran = await run(whole(`${functionOf('F')}  Fn::Transform: ${include('f.yaml')}\n`), 'lint');
    expect(filesOf(ran)).toEqual(['f.yaml:3:27 SD2101']);
    expect(ran.stdout).toContain('Metadata: {SafeDeploy: {Typ: x}}');
  });
});

describe('a file in S3', () => {
  const text = whole(`${functionOf('F')}  Fn::Transform: ${include('s3://code/rule.yaml')}\n`);

  test('that is given', async () => {
    const given = file('rule.yaml', RULE.replaceAll(/^ {2}/gm, ''));
    const ran = await run(text, 'transform', '--include', `s3://code/rule.yaml=${given}`);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(resourcesOf(ran).Rule).toBeDefined();
  });

  test.each([['transform'], ['lint'], ['plan']])('that is not: a warning of %s says how to give it', async (command) => {
    const ran = await run(text, command, '--include', 's3://code/other.yaml=other.yaml');
    expect(placesOf(ran)).toEqual([expect.stringMatching(/ SD1251$/)]);
    expect(ran.stdout + ran.stderr).toContain('--include s3://code/rule.yaml=FILE');
    expect(ran.code).toBe(0);
  });

  test('is not shown where a parameter decides it', async () => {
    const secret = 'Parameters:\n  Where: {Type: String, Default: hunter2}\n';
    const ran = await run(secret + text.replace('s3://code/rule.yaml', '!Sub "s3://${Where}/rule.yaml"'));
    expect(placesOf(ran)).toEqual([expect.stringMatching(/ SD1251$/)]);
    expect(ran.stderr).not.toContain('hunter2');
  });

  test.each(['s3://code/rule.yaml', 'rule.yaml=x', 's3://code=x', 's3://code/key='])('--include %s is refused', async (said) => {
    const ran = await run(text, 'transform', '--include', said);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(`--include ${said} must have the form s3://BUCKET/KEY=FILE.`);
  });
});

describe('what cannot be included', () => {
  test.each([
    ['a file that does not exist', undefined, ['SD1252']],
    ['a list', '- a\n- b\n', ['SD1252']],
    ['a text', 'hello\n', ['SD1252']],
    ['what is no YAML', 'a: [', ['SD1103']],
    ['a key that is there already', 'F: {Type: AWS::SNS::Topic}\n', ['SD1253']],
    ['a short form, which CloudFormation does not read there', 'T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref F}}\n', ['SD1254']],
    ['a file that includes another', `T: {Type: AWS::SNS::Topic, Fn::Transform: ${include('x.yaml')}}\n`, ['SD1255']],
  ])('%s', async (name, text, codes) => {
    const part = `${name.replaceAll(/\W/g, '-')}.yaml`;
    if (text !== undefined) file(part, text);
    const ran = await run(whole(`${functionOf('F')}  Fn::Transform: ${include(part)}\n`));
    expect(filesOf(ran).map((found) => found.split(' ')[1])).toEqual(codes);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
  });
});
