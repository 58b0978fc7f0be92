import { spawnSync } from 'node:child_process';
import type { Plan } from '../../src/plan/schema';
import { Cli } from '../cli/support/cli';
import { functionOf, unmarked } from '../cli/support/templates';
import { CANARY, marked, using } from './support/templates';

/** What an update does, in either direction, as people see it on the command line. */
const cli = new Cli();
afterAll(cli.remove);

async function plan(after: string, before: string, ...args: string[]) {
  return cli.run(['plan', '-', '--against', cli.file('before.yaml', before), ...args], after);
}

async function json(after: string, before: string): Promise<Plan & { comparison: NonNullable<Plan['comparison']> }> {
  const { stdout, stderr } = await plan(after, before, '--json');
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Without its line breaks. */
const said = async (after: string, before: string, ...args: string[]) => (await plan(after, before, ...args)).stdout.replace(/\s+/g, ' ');

const plain = (...resources: string[]) => `Resources:\n${resources.join('')}`;
const RULE = `  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt F.Arn}]}}
  MayCall:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref F, Action: lambda:InvokeFunction, Principal: events.amazonaws.com, SourceArn: !GetAtt Rule.Arn}
`;
const URL = '  Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref F, AuthType: NONE}}\n';
const api = (deployment: string) => `  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}
  Method:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: NONE, Integration: {Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${F.Arn}/invocations'}}
${deployment}`;
const STAGED = (waits: string) => `  Deployment: {Type: AWS::ApiGateway::Deployment, ${waits}Properties: {RestApiId: !Ref Api}}
  Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: prod}}
`;

describe('leaving', () => {
  test.each([
    ['without a Transform', plain(unmarked('F'), RULE)],
    ['with a Transform that marks nothing', using(unmarked('F'), RULE)],
    ['with marks that nothing reads', plain(marked(CANARY), RULE)],
  ])('a template %s', async (_, after) => {
    const before = using(marked(CANARY), RULE);
    expect((await plan(after, before)).code).toBe(0);
    const text = await said(after, before);
    expect(text).toContain('F is no longer released: its latest code serves all calls at once. The alias live is deleted');
    expect(text).toContain(
      'from the alias live back to $LATEST of F: Rule.Targets[].Arn; calls may be denied from its move until MayCall exists',
    );
    expect(text).toContain('deploy Permissions: Both in an earlier update');
    expect(text).toContain('1 earlier version is retained in Lambda');
    expect(text).not.toMatch(/shifts|takes/);
    const { comparison, functions, replaced } = await json(after, before);
    expect(functions).toEqual([]);
    expect(comparison.leaving).toEqual([{ id: 'F', alias: 'live', fate: 'deleted', changed: [] }]);
    expect(comparison.calls.map(({ resource, kind, before: was, after: is }) => [resource, kind, was, is])).toEqual([
      ['Rule', 'caller', ['live'], ['$LATEST']],
      ['MayCall', 'permission', ['live'], ['$LATEST']],
    ]);
    expect(replaced.map(({ resource, harmless }) => [resource, harmless])).toEqual([['MayCall', true]]);
  });

  test('with marks left in it says that they do nothing', async () => {
    const idle = 'not marked Transform does not list SafeDeploy, so the marks of F have no effect';
    expect(await said(plain(marked(CANARY), RULE), using(marked(CANARY), RULE))).toContain(idle);
    expect(await said(plain(marked(CANARY), RULE), plain(unmarked('F'), RULE))).toContain(idle);
    expect(await said(plain(unmarked('F'), RULE), using(marked(CANARY), RULE))).not.toContain('not marked');
  });

  test('of one function of two, with a change of its code', async () => {
    const [before, after] = [using(marked(CANARY), marked(CANARY, '', 'G')), using(unmarked('F'), marked(CANARY, '', 'G'))];
    const { comparison, functions } = await json(after.replace('ZipFile: x', 'ZipFile: y'), before);
    expect(comparison.leaving).toEqual([{ id: 'F', alias: 'live', fate: 'deleted', changed: ['Code'] }]);
    expect(functions.map(({ id, deployment }) => [id, deployment?.effect])).toEqual([['G', 'unchanged']]);
    expect(comparison.gone.some(({ id }) => id === 'SafeDeployApplication')).toBe(false);
  });

  test('after Permissions: Both, no call is refused', async () => {
    const { comparison } = await json(plain(unmarked('F'), RULE), using(marked('{Permissions: Both}'), RULE));
    expect(comparison.calls.flatMap(({ notes }) => notes)).toEqual([]);
    expect(comparison.calls.map(({ resource, before, after }) => [resource, before, after])).toEqual([
      ['Rule', ['live'], ['$LATEST']],
      ['MayCallAliaslive', ['live'], []],
    ]);
  });

  test('an alias that the function keeps', async () => {
    const keeps = (text: string) => text.replace('    Properties:', '    DeletionPolicy: Retain\n    Properties:');
    expect(await said(plain(keeps(unmarked('F'))), using(keeps(marked(CANARY))))).toContain('The alias live is retained');
  });

  test.each([
    ['that waits', STAGED('DependsOn: Method, '), undefined],
    ['that does not wait', STAGED(''), 'Deployment does not wait for it and may keep calling the alias'],
    ['that is elsewhere', '', 'a stage that is not in the template keeps calling the alias, and fails when the alias is deleted'],
  ])('an API with a Deployment %s', async (_, deployment, note) => {
    const { comparison, renewals } = await json(plain(unmarked('F'), api(deployment)), using(marked(CANARY), api(deployment)));
    const [method] = comparison.calls;
    expect(method).toMatchObject({ resource: 'Method', before: ['live'], after: ['$LATEST'] });
    expect(method?.notes).toEqual(note === undefined ? [] : [expect.stringContaining(note)]);
    expect(renewals).toEqual(deployment ? [{ from: expect.stringMatching(/^Deployment.{10}$/), to: 'Deployment', parts: ['Method'] }] : []);
    expect(comparison.gone.some(({ type }) => type === 'AWS::ApiGateway::Deployment')).toBe(false);
  });

  test('what still refers to the release fails', async () => {
    const output = 'Outputs: {A: {Value: !Ref F.Alias}, B: {Value: !Sub "${F.Version}"}, C: {Value: !Ref SafeDeployApplication}}\n';
    const { code, stdout } = await plan(plain(unmarked('F')) + output, using(marked(CANARY)) + output);
    expect(code).toBe(1);
    for (const id of ['F.Alias', 'F.Version', 'SafeDeployApplication'])
      expect(stdout).toContain(`it refers to ${id}, which does not exist in the template`);
  });

  test('but not where another transform may add it', async () => {
    const after = `Transform: Other\n${plain(unmarked('F'))}Outputs: {A: {Value: !Ref Added}}\n`;
    expect(await plan(after, using(marked(CANARY)))).toMatchObject({ code: 0 });
  });

  test('is told in comparison only: alone, such a template has no use of the macro', async () => {
    const { code, stderr } = await cli.run(['plan', '-'], plain(unmarked('F')));
    expect([code, stderr]).toEqual([1, expect.stringContaining('SD1201')]);
  });
});

describe('a function URL', () => {
  const on = (setting: string) => using(marked(`{FunctionUrl: ${setting}, Alarms: []}`), URL);
  test.each([
    ['to the alias', on('Alias'), on('Latest')],
    ['back to the function', on('Latest'), on('Alias')],
    ['back without a mark', plain(unmarked('F'), URL), on('Alias')],
  ])('gets another address: %s', async (_, after, before) => {
    expect((await json(after, before)).replaced).toContainEqual(expect.objectContaining({ resource: 'Url', harmless: false }));
    expect(await said(after, before)).toContain('Url (AWS::Lambda::Url): its address changes permanently');
  });

  test.each([
    ['on the function, with a mark', on('Latest'), plain(unmarked('F'), URL)],
    ['on the alias, with other code', on('Alias').replace('ZipFile: x', 'ZipFile: y'), on('Alias')],
  ])('keeps its address %s', async (_, after, before) => {
    expect((await json(after, before)).replaced).toEqual([]);
  });
});

describe('No changes', () => {
  const LOOP = "  Fn::ForEach::Topics: [Name, [a, b], {'Topic${Name}': {Type: AWS::SNS::Topic}}]\n";
  const shop = using(marked(CANARY), RULE, URL.replace('!Ref F', '!GetAtt F.Arn'), LOOP)
    .replace('{Type: Canary', '{FunctionUrl: Latest, Type: Canary')
    .replace('Transform: SafeDeploy', 'Transform: [AWS::LanguageExtensions, SafeDeploy]');
  const respelt = shop.replaceAll('!GetAtt F.Arn', "!Sub '${F.Arn}'").replace('Resources:', 'Description: other words\nResources:');

  test.each([[[]], [['--markdown']], [['--verbose']]])('and nothing else: %j', async (args) => {
    expect(await plan(respelt, shop, ...args)).toEqual({ code: 0, stdout: 'No changes\n', stderr: '' });
  });

  test('are empty lists in JSON', async () => {
    const { comparison, replaced, renewals } = await json(respelt, shop);
    expect({ replaced, renewals }).toEqual({ replaced: [], renewals: [] });
    const { with: _, kind, duration, ...lists } = comparison;
    expect([kind, duration]).toEqual(['source', { minutes: 0, functions: [] }]);
    expect(Object.values(lists).flat()).toEqual([]);
  });

  test('are no changes of what is not released either', async () => {
    const topic = (name: string) => using(marked(CANARY), `  T: {Type: AWS::SNS::Topic, Properties: {DisplayName: ${name}}}\n`);
    expect(await said(topic('b'), topic('a'))).toBe(
      'Against before.yaml traffic 1 function publishes no new version: F resources 1 changed ',
    );
  });

  test.each([
    ['an output', (text: string) => `${text}Outputs: {A: {Value: b}}\n`],
    ['a policy of the stack', (text: string) => text.replace('  Rule: {', '  Rule: {DeletionPolicy: Retain, ')],
    ['a resource that is gone', (text: string) => text.replace(/ {2}Url:.*\n/, '')],
  ])('is not said of %s', async (_, change) => {
    expect((await plan(change(shop), shop)).stdout).toMatch(/^Against/);
  });
});

describe('what belongs to the whole template', () => {
  const whole = /schedules|generated|size|bytes/;

  test('is told without a comparison only', async () => {
    const template = using(marked(CANARY), RULE);
    expect((await cli.run(['plan', '-'], template)).stdout).toMatch(whole);
    expect(await said(template.replace('ZipFile: x', 'ZipFile: y'), template)).not.toMatch(whole);
  });

  test('and the sizes are of one form: a file with comments is no smaller for it', async () => {
    const template = using(marked('{Type: None}'));
    const sizesOf = async (text: string) => (JSON.parse((await cli.run(['plan', '-', '--json'], text)).stdout) as Plan).template.bytes;
    const [one, other] = [await sizesOf(template), await sizesOf(`# ${'words '.repeat(100)}\n${template}`)];
    expect(other).toEqual({ ...one, file: one.file + 603 });
  });
});

describe('nothing contradicts itself', () => {
  test('who starts without a shift has no timeline for now', async () => {
    const text = (await plan(using(marked(CANARY)), plain(unmarked('F')))).stdout;
    expect(text).toContain('deployment  starts without a shift: the alias live is new');
    expect(text).toContain('later       10 % at 0:00, 100 % at 10:00');
    expect(text).not.toMatch(/traffic +\d+ %|takes/);
  });

  test('a pause is told by what it changes', async () => {
    const text = await said(using(marked('{Enabled: false}')), using(marked()));
    expect(text).toContain('later versions of F from now on: at once, without CodeDeploy');
    expect(text).not.toContain('from the alias');
  });

  test('an output that names the alias is not kept on the function', async () => {
    const output = "Outputs: {A: {Value: !Sub '${F.Arn}:live'}, B: {Value: !GetAtt F.Arn}}\n";
    const { stdout } = await cli.run(['plan', '-'], using(marked(CANARY)) + output);
    expect(stdout).toMatch(/ {2}already +A\.Value: it names the alias\n/);
    expect(stdout).toMatch(/ {2}kept +B\.Value: other stacks and people use the output\n/);
  });

  test('reasons are for people, not evidence for us', async () => {
    const { stdout } = await cli.run(
      ['plan', '-', '--verbose'],
      using(marked(CANARY), RULE, '  Q: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: u, Parameters: {P: !Ref F}}}\n'),
    );
    expect(stdout).not.toMatch(/AWS SAM passes|resource specification|not verified: |schema (sets|pattern)/);
  });
});

describe('who is left on the function', () => {
  const other = (more = '') => `  Other: {Type: Some::Other::Thing, Properties: {Call: !Ref F${more}}}\n`;
  const LEFT = /left +still call the function: Other/;

  test.each([
    ['of a function that gets an alias', using(marked(CANARY), other()), plain(unmarked('F'), other())],
    ['that is new', using(marked(CANARY), other()), using(marked(CANARY))],
    ['that changes', using(marked(CANARY), other(', A: 1')), using(marked(CANARY), other())],
  ])('%s', async (_, after, before) => {
    expect((await plan(after, before)).stdout).toMatch(LEFT);
    expect((await plan(after, before, '--markdown')).stdout).toContain('**Left:** still call the function: Other');
  });

  test('is no news while nothing about it changes', async () => {
    const code = (text: string) => using(marked(CANARY).replace('ZipFile: x', `ZipFile: ${text}`), other());
    expect((await plan(code('y'), code('x'))).stdout).not.toMatch(LEFT);
  });
});

test('a qualifier by a parameter is not shown', async () => {
  const by = (value: string) => `Transform: SafeDeploy
Parameters: {Which: {Type: String}}
Resources:
${marked(CANARY)}  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: ${value}}]}}
`;
  const { stdout } = await plan(by("!Sub '${F.Arn}:${Which}'"), by('!GetAtt F.Arn'), '--parameter', 'Which=hush', '--verbose');
  expect(stdout.replace(/\s+/g, ' ')).toContain('callers from the alias live to another alias of F: Rule.Targets[].Arn');
  expect(stdout).not.toContain('hush');
});

describe('another name for the alias', () => {
  const named = (name: string, more = '') => using(marked(`{Alias: ${name}, Alarms: []${more}}`), RULE);

  test('is another alias, and calls may be denied', async () => {
    const text = await said(named('next'), named('live'));
    expect(text).toContain('the alias live (FAliaslive) is replaced by next');
    expect(text).toContain('To avoid this, use three updates: first Permissions: Both, then the new name with Callers: Stay, then neither');
    expect(text).toContain('from the alias live to the alias next of F: Rule.Targets[].Arn; calls may be denied');
  });

  test('in three updates no call is', async () => {
    const steps = [named('live'), named('live', ', Permissions: Both'), named('next', ', Callers: Stay'), named('next')];
    for (const [i, after] of steps.slice(1).entries()) {
      const { comparison } = await json(after, steps[i] as string);
      expect(comparison.calls.flatMap(({ notes }) => notes)).toEqual([]);
    }
  });
});

describe('how long it takes', () => {
  const timed = (code: string, env = '') =>
    using(
      functionOf('F', '', '{Type: Canary10Percent5Minutes, Alarms: []}').replace('ZipFile: x', `ZipFile: ${code}`),
      functionOf('G', env, '{Type: Linear10PercentEvery1Minute, Alarms: []}').replace('ZipFile: x', `ZipFile: ${code}`),
    );

  test('in parallel, the longest', async () => {
    expect((await json(timed('y'), timed('x'))).comparison.duration).toEqual({ minutes: 9, functions: ['G'] });
    expect(await said(timed('y'), timed('x'))).toContain('takes at least 9 minutes: the shift of G');
  });

  test('one after the other, where one waits', async () => {
    const env = '      Environment: {Variables: {F: !Ref F.Alias}}\n';
    expect((await json(timed('y', env), timed('x', env))).comparison.duration).toEqual({ minutes: 14, functions: ['F', 'G'] });
    expect(await said(timed('y', env), timed('x', env))).toContain('at least 14 minutes: the shifts of F, then G, one after another');
  });

  test('nothing, where nothing shifts', async () => {
    const none = (code: string) => using(marked('{Type: AllAtOnce, Alarms: []}').replace('ZipFile: x', `ZipFile: ${code}`));
    expect((await json(none('y'), none('x'))).comparison.duration).toEqual({ minutes: 0, functions: [] });
  });
});

describe('the deployment will fail, and the exit code is 1', () => {
  const table = (name: string, key: string) =>
    `  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: ${name}, KeySchema: [{AttributeName: ${key}, KeyType: HASH}]}}\n`;
  const alias = (version: string) =>
    `  Live: {Type: AWS::Lambda::Alias, Properties: {Name: live, FunctionName: !Ref F, FunctionVersion: '${version}'}}\n`;

  test.each([
    ['another role', using(marked(CANARY)).replace('role/r', 'role/s'), using(marked(CANARY)), 'Role changed, which both versions'],
    [
      'a custom name that is taken',
      using(marked(CANARY), table('t', 'b')),
      using(marked(CANARY), table('t', 'a')),
      'T: it must be replaced, but its TableName is still in use',
    ],
    [
      'an alias on $LATEST',
      using(marked(CANARY), alias('$LATEST')),
      plain(unmarked('F'), alias('$LATEST')),
      'CodeDeploy moves traffic between published versions only: set Type: None for this update',
    ],
    [
      'another type',
      using(marked(CANARY), '  T: {Type: AWS::SQS::Queue}\n'),
      using(marked(CANARY), '  T: {Type: AWS::SNS::Topic}\n'),
      'T: its type was AWS::SNS::Topic, and an update cannot change the type of a resource',
    ],
  ])('%s', async (_, after, before, why) => {
    for (const flags of [[], ['--detailed-exitcode'], ['--markdown']]) {
      const { code, stdout, stderr } = await plan(after, before, ...flags);
      expect([code, stderr]).toEqual([1, '']);
      expect(stdout.replace(/\s+/g, ' ')).toContain(why);
    }
    expect((await json(after, before)).comparison.fails).toHaveLength(1);
  });

  test.each([
    ['on a version', '{Type: AllAtOnce, Alarms: []}', '3'],
    ['on $LATEST, with Type: None', '{Type: None}', '$LATEST'],
  ])('but not for an alias %s', async (_, metadata, version) => {
    expect((await plan(using(marked(metadata), alias(version)), plain(unmarked('F'), alias(version)))).code).toBe(0);
  });

  test.each([
    ['with another name', table('u', 'b')],
    ['without one', table('t', 'b').replace('TableName: t, ', '')],
  ])('but not a replacement %s', async (_, after) => {
    const { code } = await plan(using(marked(CANARY), after), using(marked(CANARY), table('t', 'a')));
    expect(code).toBe(0);
  });

  test('a reference that the deployed template has as well is no failure', async () => {
    const odd = '  T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Nobody}}\n';
    expect(await plan(using(marked(CANARY), odd), using(marked(CANARY), odd))).toMatchObject({ code: 0, stdout: 'No changes\n' });
  });
});

describe('as built, --detailed-exitcode', () => {
  const exit = (...args: string[]) => spawnSync(process.execPath, ['dist/cli/safedeploy.js', 'plan', ...args], { encoding: 'utf8' });
  const [one, two, broken] = ['x', 'y', 'z'].map((code) => using(marked(CANARY).replace('ZipFile: x', `ZipFile: ${code}`))) as [
    string,
    string,
    string,
  ];
  const files = () =>
    [cli.file('one.yaml', one), cli.file('two.yaml', two), cli.file('broken.yaml', broken.replace('{Type', '{Typ'))] as const;

  test('0 where nothing changes, 2 where something does, 1 after an error', () => {
    const [a, b, wrong] = files();
    expect(exit(a, '--against', a, '--detailed-exitcode')).toMatchObject({ status: 0, stdout: 'No changes\n' });
    expect(exit(b, '--against', a, '--detailed-exitcode')).toMatchObject({ status: 2, stderr: '' });
    expect(exit(wrong, '--against', a, '--detailed-exitcode')).toMatchObject({ status: 1, stdout: '' });
  });

  test('makes wrong usage 1, and whatever cannot be read', () => {
    const [a, , wrong] = files();
    for (const args of [['--agianst', a], ['--against', 'no-such.yaml'], ['--against', wrong], []]) {
      expect(exit(a, ...args, '--detailed-exitcode')).toMatchObject({ status: 1, stdout: '' });
    }
    expect(exit(a, '--detailed-exitcode').stderr).toContain('--detailed-exitcode requires --against or --stack.');
  });

  test('alone makes the difference', () => {
    const [a, b, wrong] = files();
    expect(exit(b, '--against', a)).toMatchObject({ status: 0 });
    expect(exit(a, '--against', wrong)).toMatchObject({ status: 2 });
    expect(exit(a, '--agianst', a)).toMatchObject({ status: 2 });
  });
});
