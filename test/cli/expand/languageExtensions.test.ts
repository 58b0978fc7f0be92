import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseYaml } from '../../../src/cli/read/read';
import type { JsonObject } from '../../../src/template/json';
import { Cli, placesOf } from '../support/cli';
import { functionOf } from '../support/templates';

/** `npm test` builds it. */
const BUILT = join(process.cwd(), 'dist', 'cli', 'safedeploy.js');
const cli = new Cli();
afterAll(cli.remove);

function safedeploy(command: string, template: string, ...args: string[]) {
  const file = cli.file('template.yaml', template);
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUILT, command, file, ...args], { encoding: 'utf8' });
  const local = (text: string) => text.replaceAll(file, 'template.yaml');
  return { code: status ?? -1, stdout: local(stdout), stderr: local(stderr) };
}
const typesIn = (stdout: string): [string, unknown][] =>
  Object.entries((parseYaml(stdout) as JsonObject).Resources as JsonObject).map(([id, resource]) => [id, (resource as JsonObject).Type]);
const aliasesIn = (stdout: string) => typesIn(stdout).flatMap(([id, type]) => (type === 'AWS::Lambda::Alias' ? [id] : []));

const loop = ({ mark = '{}', collection = '!Ref Names', extra = '' } = {}) => `  Fn::ForEach::Functions:
    - Name
    - ${collection}
    - \${Name}Function:
        Type: AWS::Lambda::Function
${mark === '' ? '' : `        Metadata: {SafeDeploy: ${mark}}\n`}        Properties:
          Runtime: nodejs24.x
          Handler: !Sub \${Name}.handler
          Role: arn:aws:iam::123456789012:role/r
          Code: {ZipFile: x}
      \${Name}Rule:
        Type: AWS::Events::Rule
        Properties: {ScheduleExpression: rate(1 hour), Targets: [{Id: f, Arn: !GetAtt [!Sub '\${Name}Function', Arn]}]}
${extra}`;
const template = (
  resources: string,
  { transform = '[AWS::LanguageExtensions, SafeDeploy]', metadata = '' } = {},
) => `Transform: ${transform}
${metadata}Parameters:
  Names: {Type: CommaDelimitedList, Default: 'Checkout, Search'}
Resources:
${resources}`;

describe('transform', () => {
  test('releases the functions that a loop makes, and moves their callers', () => {
    const ran = safedeploy('transform', template(loop()));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(aliasesIn(ran.stdout)).toEqual(['CheckoutFunctionAliaslive', 'SearchFunctionAliaslive']);
    const { Resources, ...sections } = parseYaml(ran.stdout) as { Resources: Record<string, JsonObject> };
    expect(sections).not.toHaveProperty('Transform');
    expect(Resources.SearchFunction?.Properties).toMatchObject({ Handler: 'Search.handler' });
    expect(Resources.SearchRule?.Properties).toMatchObject({ Targets: [{ Arn: { Ref: 'SearchFunctionAliaslive' } }] });
    expect(ran.stdout).not.toContain('Fn::ForEach');
  });

  test('takes the list that is given', () => {
    const ran = safedeploy('transform', template(loop()), '--parameter', 'Names=One,Two,Three');
    expect(aliasesIn(ran.stdout)).toEqual(['OneFunctionAliaslive', 'TwoFunctionAliaslive', 'ThreeFunctionAliaslive']);
  });

  test.each([
    ['All', ['CheckoutFunctionAliaslive', 'SearchFunctionAliaslive']],
    ['[SearchFunction]', ['SearchFunctionAliaslive']],
  ])('defaults name functions of a loop: %s', (functions, aliases) => {
    const ran = safedeploy('transform', template(loop({ mark: '' }), { metadata: `Metadata: {SafeDeploy: {Functions: ${functions}}}\n` }));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(aliasesIn(ran.stdout)).toEqual(aliases);
  });

  test('gives what the same template gives that is written out', () => {
    const rule = (name: string) => `  ${name}Rule:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: rate(1 hour), Targets: [{Id: f, Arn: !GetAtt ${name}Function.Arn}]}
`;
    const out = ['Checkout', 'Search'].map((name) => functionOf(`${name}Function`).replace('index.', `${name}.`) + rule(name)).join('');
    const written = safedeploy('transform', template(out, { transform: 'SafeDeploy' }));
    expect(parseYaml(safedeploy('transform', template(loop())).stdout)).toEqual(parseYaml(written.stdout));
  });

  test('leaves the transform listed for what only CloudFormation knows', () => {
    const extra = '  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: {Fn::ToJsonString: {arn: !GetAtt CheckoutFunction.Arn}}}}\n';
    const ran = safedeploy('transform', template(loop({ extra })));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(parseYaml(ran.stdout)).toMatchObject({ Transform: ['AWS::LanguageExtensions'] });
    expect(ran.stdout).toContain('Fn::ToJsonString:');
  });

  test('leaves transforms that come later', () => {
    const ran = safedeploy('transform', template(loop(), { transform: '[AWS::LanguageExtensions, SafeDeploy, Late]' }));
    expect(parseYaml(ran.stdout)).toMatchObject({ Transform: ['Late'] });
  });
});

describe('errors are placed in the loop', () => {
  test.each([
    ['a setting', loop({ mark: '{Aliass: x}' }), ['10:33 SD2101']],
    ['a list that is no list', loop({ collection: '!Select [0, [a, b]]' }), ['7:7 SD1225']],
    ['a list that nobody knows', loop({ collection: '!GetAtt CheckoutFunction.Names' }), ['7:7 SD1226']],
    ['an item twice', loop({ collection: '[A, A]' }), ['8:7 SD1229', '16:7 SD1229']],
    ['two of them', loop({ collection: '[A, b-c]' }), ['8:7 SD1230', '16:7 SD1230']],
  ])('%s', (_, resources, places) => {
    const ran = safedeploy('transform', template(resources));
    expect(placesOf(ran)).toEqual(places);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
  });

  test('an unknown parameter is named', () => {
    const { stdout } = safedeploy(
      'lint',
      template(loop()).replace(
        "CommaDelimitedList, Default: 'Checkout, Search'",
        "AWS::SSM::Parameter::Value<List<String>>, Default: '/shop'",
      ),
    );
    expect(stdout).toContain('Fn::ForEach loops over the Systems Manager value of Names, which is not known here.');
  });

  test('the items of a secret are not shown', () => {
    const secret = template(loop()).replace("Default: 'Checkout, Search'", "NoEcho: true, Default: 'hunter2'");
    const ran = safedeploy('transform', secret);
    expect(placesOf(ran)).toEqual(['7:7 SD1225']);
    expect(ran.stdout + ran.stderr.split('\n')[0]).not.toContain('hunter2');
  });
});

describe('plan and lint', () => {
  test('plan tells of each function', () => {
    const ran = safedeploy('plan', template(loop()));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^2 functions marked$/m);
    expect(ran.stdout).toMatch(/^CheckoutFunction → live$/m);
    expect(ran.stdout).toMatch(/^ {2}moved +SearchRule\.Targets\[\]\.Arn/m);
    expect(ran.stdout).toMatch(/Resources 4 → \d+ of 500/);
  });

  test('plan compares lists', () => {
    const before = cli.file('before.yaml', template(loop({ collection: '[Checkout]' })));
    const { stdout } = safedeploy('plan', template(loop()), '--against', before);
    expect(stdout).toContain('starts without a shift: SearchFunction');
    expect(stdout).toContain('publishes no new version: CheckoutFunction');
  });

  test('lint judges what loops make, and shows the loop', () => {
    const outputs =
      "Outputs:\n  Fn::ForEach::Arns:\n    - Name\n    - !Ref Names\n    - ${Name}Arn: {Value: !GetAtt [!Sub '${Name}Function', Arn]}\n";
    const ran = safedeploy('lint', template(loop()) + outputs);
    expect(placesOf(ran)).toContain('23:20 SD3304');
    expect(ran.stdout).toContain('The output SearchArn exposes SearchFunction');
  });
});

describe('where SafeDeploy sees the loop itself', () => {
  const caller = `  Fn::ForEach::Permissions:
    - Name
    - [A, B]
    - \${Name}Permission:
        Type: AWS::Lambda::Permission
        Properties: {Action: lambda:InvokeFunction, Principal: s3.amazonaws.com, FunctionName: !Ref F}
`;
  const late = template(functionOf('F') + caller, { transform: '[SafeDeploy, AWS::LanguageExtensions]' });

  test('a loop without marks is a warning, and stays', () => {
    const ran = safedeploy('transform', late);
    expect(placesOf(ran)).toEqual(['13:3 SD1221']);
    expect(parseYaml(ran.stdout)).toMatchObject({
      Transform: ['AWS::LanguageExtensions'],
      Resources: { 'Fn::ForEach::Permissions': ['Name', ['A', 'B'], {}] },
    });
  });

  test('what the loop calls is left, and plan says why', () => {
    expect(safedeploy('plan', late).stdout.replace(/\s+/g, ' ')).toContain('FunctionName: SafeDeploy sees the loop, not its result');
  });

  test('a mark in it is an error', () => {
    expect(placesOf(safedeploy('lint', template(loop(), { transform: '[SafeDeploy, AWS::LanguageExtensions]' })))).toEqual([
      '10:20 SD2008',
    ]);
  });

  test.each([[[]], [['--verbose']], [['--json']], [['--markdown']], [['--markdown', '--verbose']]])(
    'plan %j says nothing of undefined',
    (args) => {
      const changed = cli.file('deployed.yaml', late.replace('[A, B]', '[A, C]'));
      const plain = cli.file('plain.yaml', late.replace(/^Transform.*\n/, 'Transform: AWS::LanguageExtensions\n'));
      for (const against of [[], ['--against', changed], ['--against', plain]]) {
        const ran = safedeploy('plan', late, ...args, ...against);
        expect(ran.code).toBe(0);
        if (!against.includes(plain)) expect(ran.stdout).toContain('Fn::ForEach');
        expect(ran.stdout + ran.stderr).not.toContain('undefined');
      }
    },
  );

  test('a loop without the transform is an error', () => {
    expect(placesOf(safedeploy('lint', template(loop({ mark: '' }) + functionOf('F'), { transform: 'SafeDeploy' })))).toEqual([
      '5:3 SD1220',
    ]);
  });
});
