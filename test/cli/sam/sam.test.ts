import { chmodSync } from 'node:fs';
import { dirname } from 'node:path';
import { Cli, placesOf } from '../support/cli';
import { SECTION, serverless, withSam } from '../support/sam';
import { aliasNames, functionOf, resourcesOf } from '../support/templates';

const cli = new Cli();
afterAll(cli.remove);

// a Python starts in a second, and in several where others work on the same machine
jest.setTimeout(60_000);

const NIGHTLY = '      Events:\n        Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}\n';
/** A Python that lacks the translator. */
const WITHOUT = cli.file('python-without', '#!/bin/sh\nexit 3\n');
chmodSync(WITHOUT, 0o755);

withSam('with the translator', () => {
  test('a SAM function gets a version and an alias, and what SAM makes for its events calls the alias', async () => {
    const ran = await cli.transform(`${SECTION}Resources:\n${serverless('F', NIGHTLY)}`);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(aliasNames(ran)).toEqual(['live']);
    const resources = resourcesOf(ran);
    expect(Object.values(resources).some(({ Type }) => String(Type).startsWith('AWS::Serverless::'))).toBe(false);
    expect(JSON.stringify(resources.FNightly)).toContain('"Ref":"FAliaslive"');
    expect(ran.stdout).not.toContain('Transform:');
  });

  test('twice the same', async () => {
    const text = `${SECTION}Globals: {Function: {Timeout: 9}}\nResources:\n${serverless('F', NIGHTLY)}`;
    expect(await cli.transform(text)).toEqual(await cli.transform(text));
  });

  test("what SAM's AutoPublishAlias makes is taken over", async () => {
    const own = '      AutoPublishAlias: live\n      DeploymentPreference: {Type: AllAtOnce}\n';
    const ran = await cli.transform(`${SECTION}Resources:\n${serverless('F', own + NIGHTLY)}`);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(aliasNames(ran)).toEqual(['live']);
    expect(Object.values(resourcesOf(ran)).filter(({ Type }) => Type === 'AWS::Lambda::Version')).toHaveLength(1);
  });

  test('SAM sees the Region and the values of parameters', async () => {
    const parameters = 'Parameters:\n  Stage: {Type: String, Default: never}\n';
    const text = `${SECTION}${parameters}Resources:\n${serverless('F', '      AutoPublishAlias: !Ref Stage\n', '{Alias: prod}')}`;
    const ran = await cli.transform(text, '--parameter', 'Stage=prod', '--region', 'cn-north-1');
    expect(ran.stderr).toBe('');
    expect(aliasNames(ran)).toEqual(['prod']);
    expect(JSON.stringify(resourcesOf(ran).FRole)).toContain('arn:aws-cn:iam::aws:policy/');
  });

  test('managed policies have ARNs without IAM being asked', async () => {
    const ran = await cli.transform(
      `${SECTION}Resources:\n${serverless('F', '      Policies: [NobodyKnowsThisPolicy, AWSLambdaExecute]\n')}`,
    );
    expect(JSON.stringify(resourcesOf(ran).FRole)).toContain('"arn:aws:iam::aws:policy/NobodyKnowsThisPolicy"');
  });

  describe('what is on this machine until it is packaged', () => {
    test.each([
      ['a path', '      CodeUri: ./src\n', './src'],
      ['nothing, which sam build takes for the folder', '', '.'],
    ])('%s', async (_, code, left) => {
      const ran = await cli.transform(`${SECTION}Resources:\n${serverless('F', code).replace('      InlineCode: x\n', '')}`);
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(resourcesOf(ran).F?.Properties).toMatchObject({ Code: left });
    });

    test('of Globals, layers, APIs, state machines and applications', async () => {
      const others = `  L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: ./layer}}
  A: {Type: AWS::Serverless::Api, Properties: {StageName: x, DefinitionUri: api.yaml}}
  M: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: steps.asl.json}}
  N: {Type: AWS::Serverless::Application, Properties: {Location: ./nested.yaml}}
  R: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: "arn:aws:serverlessrepo:us-east-1:1:applications/a", SemanticVersion: 1.0.0}}}
`;
      const code = serverless('F').replace('      InlineCode: x\n', '');
      const ran = await cli.transform(`${SECTION}Globals: {Function: {CodeUri: ./all}}\nResources:\n${code}${others}`);
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      const { F, A, M, N, ...rest } = resourcesOf(ran);
      expect(F?.Properties).toMatchObject({ Code: './all' });
      expect(A?.Properties).toMatchObject({ BodyS3Location: 'api.yaml' });
      expect(M?.Properties).toMatchObject({ DefinitionS3Location: 'steps.asl.json' });
      expect(N?.Properties).toMatchObject({ TemplateURL: './nested.yaml' });
      expect(rest.R?.Properties).toMatchObject({ TemplateURL: { SemanticVersion: '1.0.0' } });
      expect(Object.values(rest)).toContainEqual(
        expect.objectContaining({ Type: 'AWS::Lambda::LayerVersion', Properties: { Content: './layer', LayerName: 'L' } }),
      );
      expect(ran.stdout).not.toContain('stands-for');
    });

    test('a path in a parameter, and a parameter of which nobody knows the value', async () => {
      const parameters =
        'Parameters:\n  P: {Type: String, Default: ./src}\n  Q: {Type: AWS::SSM::Parameter::Value<String>, Default: /code}\n';
      const code = (id: string, uri: string) => serverless(id, `      CodeUri: ${uri}\n`).replace('      InlineCode: x\n', '');
      const ran = await cli.transform(`${SECTION}${parameters}Resources:\n${code('F', '!Ref P')}${code('G', '!Ref Q')}`);
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(resourcesOf(ran).F?.Properties).toMatchObject({ Code: { Ref: 'P' } });
      expect(resourcesOf(ran).G?.Properties).toMatchObject({ Code: { Ref: 'Q' } });
    });
  });

  describe('places are in the file of the author', () => {
    const places = async (resources: string, before = '', command = 'lint') =>
      placesOf(await cli.run([command, cli.file('t.yaml', `${SECTION}${before}Resources:\n${resources}`)]));

    test.each([
      ['of a mark', serverless('F', '', '{Typ: x}'), '', ['5:29 SD2101']],
      [
        'of code by another name',
        serverless('F', '      CodeUri: s3://code/f.zip\n').replace('      InlineCode: x\n', ''),
        '',
        ['9:7 SD3201'],
      ],
      [
        'of code in Globals',
        serverless('F').replace('      InlineCode: x\n', ''),
        'Globals:\n  Function:\n    CodeUri: s3://code/f.zip\n',
        ['4:5 SD3201'],
      ],
      ['of what SAM makes for an event', serverless('F', NIGHTLY, '{Keep: [FNightlyPermission]}'), '', ['11:9 SD5007']],
    ])('%s', async (_, resources, before, expected) => {
      expect(await places(resources, before)).toEqual(expected);
    });

    test('of what SAM itself refuses, with the macro’s own errors', async () => {
      const ran = await cli.transform(
        `${SECTION}Resources:\n${serverless('F', '      Evnts: {}\n', '{Typ: x}')}${serverless('G', '      Events: {E: {Type: Nothing}}\n')}`,
      );
      expect(placesOf(ran)).toEqual(['5:29 SD2101', '10:7 SD1241', '18:16 SD1241']);
      expect(ran).toMatchObject({ code: 1, stdout: '' });
    });
  });

  test('a resource that only has connectors is translated, too', async () => {
    const table = '  T: {Type: AWS::DynamoDB::Table, Properties: {KeySchema: [], AttributeDefinitions: []}}\n';
    const connected = functionOf('F').replace(
      '    Properties:',
      '    Connectors: {ToT: {Properties: {Destination: {Id: T}, Permissions: [Read]}}}\n    Properties:',
    );
    const ran = await cli.transform(
      `${SECTION}Resources:\n${connected.replace('arn:aws:iam::123456789012:role/r', '!GetAtt Role.Arn')}${table}  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}\n`,
    );
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(resourcesOf(ran).F?.Connectors).toBeUndefined();
    expect(resourcesOf(ran).FToTPolicy).toMatchObject({ Type: 'AWS::IAM::ManagedPolicy' });
  });

  test('a module beside the template is not taken for one of Python’s', async () => {
    const file = cli.file('boto3.py', 'raise Exception("not this one")\n');
    const kept = process.cwd();
    process.chdir(dirname(file));
    try {
      expect(await cli.transform(`${SECTION}Resources:\n${serverless('F')}`)).toMatchObject({ code: 0 });
    } finally {
      process.chdir(kept);
    }
  });
});

describe('without the translator', () => {
  const text = (mark: string) => `${SECTION}Resources:\n${serverless('F', NIGHTLY, mark)}`;

  test('lint checks the marks, and says in a warning what to install', async () => {
    const ran = await cli.run(['lint', '-', '--sam', WITHOUT], text('{Type: Canary10Percent5Minutes}'));
    expect(placesOf(ran)).toEqual(['1:13 SD1202']);
    expect(ran.stdout).toContain('warning SD1202');
    expect(ran.stdout).toContain('pip install aws-sam-translator');
    expect(ran.code).toBe(0);
    expect(placesOf(await cli.run(['lint', '-', '--sam', WITHOUT], text('{Typ: x}')))).toEqual(['1:13 SD1202', '5:29 SD2101']);
  });

  test.each([['transform'], ['plan']])('%s cannot go on', async (command) => {
    const ran = await cli.run([command, '-', '--sam', WITHOUT], text('{Typ: x}'));
    expect(placesOf(ran)).toEqual(['1:13 SD1202', '5:29 SD2101']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
  });

  test('a mark that only SAM’s resources complete is no mistake', async () => {
    const ran = await cli.run(['lint', '-', '--sam', WITHOUT], text('{Role: !GetAtt FRole.Arn, Keep: [FNightly], Alarms: [!Ref FAlarm]}'));
    expect(placesOf(ran)).toEqual(['1:13 SD1202']);
  });

  test('nothing is needed where SAM has nothing to do', async () => {
    const ran = await cli.transform(`${SECTION}Resources:\n${functionOf('F')}`, '--sam', '/nowhere/python');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  test('a Python that does not exist', async () => {
    const ran = await cli.run(['transform', '-', '--sam', '/nowhere/python'], text('{}'));
    expect(placesOf(ran)).toEqual(['1:13 SD1202']);
    expect(ran.stderr).toContain('/nowhere/python');
  });

  test('one that fails', async () => {
    const failing = cli.file('python-failing', '#!/bin/sh\nexit 7\n');
    chmodSync(failing, 0o755);
    const ran = await cli.run(['transform', '-', '--sam', failing], text('{}'));
    expect(placesOf(ran)).toEqual(['1:13 SD1242']);
    expect(ran.stderr).toContain('ended with 7');
  });
});

withSam('plan', () => {
  const local = `${SECTION}Resources:\n${serverless('F', `      CodeUri: ./src\n${NIGHTLY}`, '{Type: Canary10Percent5Minutes, Alarms: []}').replace('      InlineCode: x\n', '')}`;

  test('tells the rollout, and that code which is not packaged gets another version', async () => {
    const { code, stdout, stderr } = await cli.run(['plan', '-'], local);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('10 % at 0:00, 100 % at 5:00');
    expect(stdout).toContain('FNightly.Targets[].Arn');
    expect(stdout).toContain('its code is not packaged');
  });

  test('does not say that nothing changes where it cannot see the code', async () => {
    const before = cli.file('before.yaml', local);
    const made = JSON.parse((await cli.run(['plan', '-', '--json', '--against', before], local)).stdout);
    expect(made.functions[0].deployment).toMatchObject({ effect: 'unknown', because: expect.stringContaining('not packaged') });
    expect(made.generated.map(({ id }: { id: string }) => id)).not.toContain('FRole');
  });

  test('compares what is packaged', async () => {
    const packaged = local.replace('./src', 's3://code/0123456789abcdef0123456789abcdef');
    const before = cli.file('before.yaml', packaged);
    const planned = async (text: string) =>
      JSON.parse((await cli.run(['plan', '-', '--json', '--against', before], text)).stdout).functions[0];
    expect((await planned(packaged)).deployment.effect).toBe('unchanged');
    expect((await planned(packaged.replace('abcdef', 'fedcba'))).deployment).toMatchObject({
      effect: 'shifts',
      because: 'Code.S3Key changed',
    });
  });
});
