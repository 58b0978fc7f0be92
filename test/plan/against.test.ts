import { FileError } from '../../src/cli/usage';
import { Cli } from '../cli/support/cli';
import { unmarked } from '../cli/support/templates';
import { changedIn, deploymentIn, plan } from './support/plan';
import { CANARY, marked, using } from './support/templates';

const cli = new Cli();
afterAll(cli.remove);

/**
 * Both forms of what is deployed: the template that its author wrote, and what CloudFormation made of it.
 * What they can say is the same, but for what stands in no template that came from the macro.
 */
const forms = [['source'], ['processed']] as const;
type Form = (typeof forms)[number][0];

async function compare(form: Form, before: string, after: string, ...args: string[]) {
  const source = cli.file('before.yaml', before);
  if (form === 'source') return plan(after, ['--against', source, ...args]);
  const processed = cli.file('processed.yaml');
  const transformed = before.startsWith('Transform') ? await cli.run(['transform', source, '--out', processed]) : undefined;
  if (transformed?.code) throw new Error(transformed.stderr);
  return plan(after, ['--against', transformed ? processed : source, ...args]);
}

const env = (value: string) => `      Environment: {Variables: {TABLE: ${value}, OTHER: same}}\n`;
const line = (name: string, value: string) => `      ${name}: ${value}\n`;

describe.each(forms)('against a %s template', (form) => {
  const effectOf = async (before: string, after: string) => {
    const { effect, because } = deploymentIn(await compare(form, before, after));
    return `${effect}: ${because}`;
  };

  test('nothing changes', async () => {
    const template = using(marked(CANARY, env('a') + line('Description', 'of mine')));
    expect(await effectOf(template, template)).toBe('unchanged: its version does not change');
  });

  test('a property makes it shift, and is named down to the part that changed', async () => {
    const made = await compare(form, using(marked(CANARY, env('a'))), using(marked(CANARY, env('b'))));
    expect(deploymentIn(made)).toEqual({
      effect: 'shifts',
      because: 'Environment.Variables.TABLE changed',
      changed: [{ property: 'Environment.Variables.TABLE', certain: true }],
    });
  });

  test.each([
    ['Description', line('Description', 'one'), line('Description', 'two')],
    ['Description', '', line('Description', 'two')],
    ['Description', line('Description', "!Sub 'one ${F2.Arn}'"), line('Description', "!Sub 'two ${F2.Arn}'")],
    ['MemorySize', '', line('MemorySize', '512')],
    ['Timeout', line('Timeout', '5'), ''],
    ['Layers', line('Layers', "['arn:aws:lambda:eu-west-1:1:layer:a:1']"), line('Layers', "['arn:aws:lambda:eu-west-1:1:layer:a:2']")],
    ['Environment', '', env('a')],
  ])('%s', async (property, before, after) => {
    const other = unmarked('F2');
    expect(changedIn(await compare(form, using(marked(CANARY, before), other), using(marked(CANARY, after), other)))).toEqual([property]);
  });

  test('the content of a layer of the template', async () => {
    const layer = (key: string) => `  Layer: {Type: AWS::Lambda::LayerVersion, Properties: {Content: {S3Bucket: b, S3Key: ${key}}}}\n`;
    const uses = marked(CANARY, line('Layers', '[!Ref Layer]'));
    expect(changedIn(await compare(form, using(uses, layer('a')), using(uses, layer('b'))))).toEqual(['Resource Layer.Content.S3Key']);
  });

  test('the description of the version', async () => {
    const described = (text: string) => using(marked(`{VersionDescription: ${text}, Alarms: []}`));
    expect(changedIn(await compare(form, described('one'), described('two')))).toEqual(['Version description']);
  });

  test('the version of another function', async () => {
    const reader = marked(CANARY, '      Environment: {Variables: {OTHER: !Ref G.Version}}\n');
    const other = (value: string) => marked('{Type: None}', env(value), 'G');
    const made = await compare(form, using(reader, other('a')), using(reader, other('b')));
    expect(deploymentIn(made).effect).toBe('shifts');
    expect(changedIn(made)).toEqual([form === 'source' ? 'Version of G' : 'Environment.Variables.OTHER']);
  });

  test('tags and reserved concurrency are no change', async () => {
    const after = marked(CANARY, line('ReservedConcurrentExecutions', '3') + line('Tags', '[{Key: a, Value: b}]'));
    expect(await effectOf(using(marked(CANARY)), using(after))).toBe('unchanged: its version does not change');
  });

  test('another schedule alone shifts nothing', async () => {
    expect(await effectOf(using(marked('{Type: None}')), using(marked(CANARY)))).toBe('unchanged: its version does not change');
  });

  test('the variable by which a hook learns the version is no change of the hook', async () => {
    const template = (value: string) =>
      using(marked('{Hooks: {PreTraffic: !Ref Smoke}, Alarms: []}', env(value)), marked('{Type: None}', env('same'), 'Smoke'));
    const made = await compare(form, template('a'), template('b'));
    expect([deploymentIn(made, 'F').effect, deploymentIn(made, 'Smoke').effect]).toEqual(['shifts', 'unchanged']);
  });

  describe('moves at once', () => {
    test('by Type None', async () => {
      const none = (value: string) => using(marked('{Type: None}', env(value)));
      expect(await effectOf(none('a'), none('b'))).toBe('atOnce: Environment.Variables.TABLE changed, and its Type is None');
    });

    test('by Type AllAtOnce', async () => {
      const all = (value: string) => using(marked('{Type: AllAtOnce}', env(value)));
      expect(await effectOf(all('a'), all('b'))).toBe('atOnce: Environment.Variables.TABLE changed, and its Type is AllAtOnce');
    });
  });

  describe('starts without a shift', () => {
    test('a new function', async () => {
      expect(await effectOf(using(marked(CANARY, '', 'G')), using(marked(CANARY)))).toBe('first: the function is new');
    });

    test('a function that gets its mark', async () => {
      const before = `Resources:\n${unmarked('F')}`;
      expect(await effectOf(before, using(marked(CANARY)))).toBe('first: the alias live is new');
    });

    test('another alias', async () => {
      expect(await effectOf(using(marked(CANARY)), using(marked('{Alias: next}')))).toMatch(
        /^first: the alias live \(FAliaslive\) is replaced by next: callers outside this template that use live fail/,
      );
    });

    test('but not an alias whose name nobody knows', async () => {
      const before = `Parameters: {Name: {Type: String, NoEcho: true}}\nResources:\n${unmarked('F')}  FAliaslive: {Type: AWS::Lambda::Alias, Properties: {Name: !Ref Name, FunctionName: !Ref F, FunctionVersion: '1'}}\n`;
      const { because } = deploymentIn(await compare('processed', before, using(marked(CANARY))));
      expect(because).not.toContain('another alias');
    });

    test('another name of the function', async () => {
      const named = (name: string) => using(marked(CANARY, line('FunctionName', name)));
      expect(await effectOf(named('a'), named('b'))).toBe('first: a new FunctionName replaces the function and its alias');
    });
  });

  describe('cannot be shifted', () => {
    test('another execution role', async () => {
      const after = using(marked(CANARY)).replace('role/r', 'role/s');
      expect(await effectOf(using(marked(CANARY)), after)).toBe(
        'refused: Role changed, which both versions behind an alias must share: set Type: None for this update',
      );
    });

    test.each([
      ['a role', 'AWS::IAM::Role', 'RoleName', 'Role', '!GetAtt X.Arn'],
      ['a role whose ARN is put together', 'AWS::IAM::Role', 'Path', 'Role', "!Sub 'arn:aws:iam::1:role/${X}'"],
      ['a dead-letter queue', 'AWS::SQS::Queue', 'QueueName', 'DeadLetterConfig', '{TargetArn: !GetAtt X.Arn}'],
    ])('%s that is replaced behind a reference that stays', async (_, type, property, name, value) => {
      const plain = marked(CANARY);
      const reader = name === 'Role' ? plain.replace(/Role: .*/, `Role: ${value}`) : marked(CANARY, line(name, value));
      const template = (said: string) => using(reader, `  X: {Type: ${type}, Properties: {${property}: ${said}}}\n`);
      const { effect, because, changed } = deploymentIn(await compare(form, template('/a'), template('/b')));
      expect([effect, because]).toEqual([
        'refused',
        `${name} changed, which both versions behind an alias must share: set Type: None for this update`,
      ]);
      expect(changed).toEqual([{ property: `Resource X.${property}`, certain: true }]);
    });

    test('but not by another name of what only the environment refers to', async () => {
      const template = (name: string) =>
        using(marked(CANARY, env('!Ref T')), `  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: ${name}}}\n`);
      expect(await effectOf(template('a'), template('b'))).toBe('shifts: Resource T.TableName changed');
    });

    test('another dead-letter queue', async () => {
      const queue = (name: string) => using(marked(CANARY, line('DeadLetterConfig', `{TargetArn: 'arn:aws:sqs:eu-west-1:1:${name}'}`)));
      expect(await effectOf(queue('a'), queue('b'))).toMatch(/^refused: DeadLetterConfig changed/);
    });

    test('nobody knows about AllAtOnce', async () => {
      const before = using(marked('{Type: AllAtOnce}'));
      const because =
        'Role changed, and AWS does not document whether CodeDeploy accepts that with AllAtOnce: set Type: None for this update';
      expect(await effectOf(before, before.replace('role/r', 'role/s'))).toBe(`unknown: ${because}`);
    });

    test('but a Type of None takes both', async () => {
      const before = using(marked('{Type: None}'));
      expect(await effectOf(before, before.replace('role/r', 'role/s'))).toBe('atOnce: Role changed, and its Type is None');
    });
  });

  test('a function whose condition is false is not deployed', async () => {
    const template = using(marked(CANARY).replace('    Properties:', '    Condition: Never\n    Properties:')).replace(
      'Resources:',
      'Conditions: {Never: !Equals [a, b]}\nResources:',
    );
    expect(await effectOf(template, template)).toBe('absent: its condition Never is false');
  });

  describe('what disappears', () => {
    const goneOf = async (before: string, after: string) => {
      const { comparison } = await compare(form, before, after);
      return (comparison?.gone ?? []).map(({ id, fate, because }) => `${id.replace(/Version.{10}$/, 'Version')} ${fate} ${because}`);
    };

    test('earlier versions stay', async () => {
      expect(await goneOf(using(marked(CANARY, env('a'))), using(marked(CANARY, env('b'))))).toEqual(['FVersion retained superseded']);
    });

    test('of a function, of which nobody knows whether it can be released, too', async () => {
      const before = using(marked('{Type: AllAtOnce}'));
      expect(await goneOf(before, before.replace('role/r', 'role/s'))).toEqual(['FVersion retained superseded']);
    });

    test('unless they are to be deleted', async () => {
      const settings = '{VersionDeletionPolicy: Delete, Alarms: []}';
      expect(await goneOf(using(marked(settings, env('a'))), using(marked(settings, env('b'))))).toEqual(['FVersion deleted superseded']);
    });

    test('a function takes its versions with it', async () => {
      expect(await goneOf(using(marked('{Type: None}'), marked('{}', '', 'G')), using(marked('{}', '', 'G')))).toEqual([
        'F deleted removed',
        'FVersion deleted removed',
        'FAliaslive deleted removed',
      ]);
    });

    test.each([
      ['', 'deleted'],
      ['    UpdateReplacePolicy: Retain\n', 'retained'],
    ])('so does one that is replaced, with %j', async (policy, fate) => {
      const named = (name: string) =>
        marked('{Type: None}', line('FunctionName', name)).replace('    Properties:', `${policy}    Properties:`);
      expect(await goneOf(using(named('a')), using(named('b')))).toEqual([`FVersion ${fate} superseded`]);
    });

    test('a function that is retained keeps them', async () => {
      const kept = marked('{Type: None}').replace('    Properties:', '    DeletionPolicy: Retain\n    Properties:');
      expect(await goneOf(using(kept, marked('{}', '', 'G')), using(marked('{}', '', 'G')))).toEqual([
        'F retained removed',
        'FVersion retained removed',
        'FAliaslive retained removed',
      ]);
    });

    test('the alias of a function that is not marked any more', async () => {
      const other = marked('{}', '', 'G');
      expect(await goneOf(using(marked('{Type: None}'), other), using(unmarked('F'), other))).toEqual([
        'FVersion retained unmarked',
        'FAliaslive deleted unmarked',
      ]);
    });

    test('a deployment group that nothing asks for', async () => {
      expect(await goneOf(using(marked(CANARY)), using(marked('{Type: None}')))).toEqual([
        'FDeploymentGroup deleted unneeded',
        'SafeDeployApplication deleted unneeded',
        'SafeDeployServiceRole deleted unneeded',
      ]);
    });
  });

  test('what has moved already is replaced and renewed no more', async () => {
    const url = '  Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref F, AuthType: NONE}}\n';
    const api = `  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: !Sub '\${F.Arn}/invocations'}}
  Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api}}
`;
    const latest = using(marked('{FunctionUrl: Latest}'), url, api);
    const alias = using(marked('{FunctionUrl: Alias}'), url, api);
    expect((await compare(form, latest, alias)).replaced.map(({ resource }) => resource)).toEqual(['Url']);
    expect(await compare(form, alias, alias)).toMatchObject({ replaced: [], renewals: [] });
  });
});

describe('an alias of another logical id', () => {
  const byHand = (name: string, of = '!Ref F') => `Resources:
${unmarked('F')}${unmarked('Other')}  Mine: {Type: AWS::Lambda::Alias, Properties: {Name: ${name}, FunctionName: ${of}, FunctionVersion: '1'}}
`;
  const effectOf = async (before: string) => deploymentIn(await compare('processed', before, using(marked(CANARY), unmarked('Other'))));

  test('takes its name', async () => {
    const because = 'the function already has an alias live, as Mine';
    expect(await effectOf(byHand('live'))).toMatchObject({ effect: 'refused', because });
    expect(await effectOf(byHand('!Sub live', '!GetAtt F.Arn'))).toMatchObject({ effect: 'refused', because });
  });

  test.each([
    ['another name', byHand('mine')],
    ['another function', byHand('live', '!Ref Other')],
  ])('takes nothing with %s', async (_, before) => {
    expect(await effectOf(before)).toMatchObject({ effect: 'first', because: 'the alias live is new' });
  });
});

describe('settings that only a source shows', () => {
  const revised = (revision: string) => using(marked(`{Revision: ${revision}, Alarms: []}`));

  test('are named', async () => {
    expect(changedIn(await compare('source', revised('a'), revised('b')))).toEqual(['Revision']);
  });

  test('are a change without a name against a processed template', async () => {
    expect(deploymentIn(await compare('processed', revised('a'), revised('b')))).toEqual({
      effect: 'shifts',
      because: 'the deployed template does not show what changed: a setting such as Revision, or the digest format of SafeDeploy',
      changed: [],
    });
  });
});

describe('parameters', () => {
  const template = (head = '') => `Transform: SafeDeploy
Parameters:
  Stage: {Type: String, Default: dev}
${head}Resources:
${marked(CANARY, env('!Ref Stage'))}`;

  test('are the same on both sides', async () => {
    const made = await compare('source', template(), template(), '--parameter', 'Stage=prod');
    expect(deploymentIn(made).effect).toBe('unchanged');
  });

  test('may differ', async () => {
    const values = cli.file('values.yaml', 'Stage: test');
    const made = await compare('source', template(), template(), '--against-parameters', values);
    expect(changedIn(made)).toEqual(['Environment.Variables.TABLE']);
  });

  test('may be new', async () => {
    const made = await compare('source', using(marked(CANARY, env('prod'))), template(), '--parameter', 'Stage=prod');
    expect(deploymentIn(made).effect).toBe('unchanged');
  });

  test('may be gone, with a value that nobody knows any more', async () => {
    const before = template('  Old: {Type: String}\n').replace('!Ref Stage', '!Ref Old');
    const { comparison, ...made } = await compare('source', before, template());
    expect(comparison?.unknownParameters).toEqual(['Old']);
    expect(deploymentIn({ ...made, comparison })).toEqual({
      effect: 'unknown',
      because: 'it is not known whether Old changed',
      changed: [{ property: 'Environment.Variables.TABLE', certain: false }],
    });
  });
});

describe('mistakes', () => {
  const template = using(marked());

  test('an earlier template with errors', async () => {
    const broken = cli.file('broken.yaml', using(marked('{Typ: None}')));
    const fault = await plan(template, ['--against', broken]).catch((thrown) => thrown);
    expect(fault).toBeInstanceOf(FileError);
    expect((fault as FileError).findings.map(({ code }) => code)).toEqual(['SD2101']);
  });

  test.each([
    ['a: [', 'SD1103'],
    ['[]', 'SD1207'],
  ])('an earlier template that is none: %s', async (text, code) => {
    const file = cli.file('none.yaml', text);
    const ran = await cli.run(['plan', '-', '--against', file], template);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(`none.yaml:1:`);
    expect(ran.stderr).toContain(code);
  });

  test.each([
    [['--against', 'no-such.yaml'], 'no-such.yaml does not exist.'],
    [['--against', '-'], 'Standard input can be read only once.'],
    [['--against', 'a', '--stack', 'b'], '--against and --stack cannot be combined.'],
    [['--against-parameters', 'a'], '--against-parameters requires --against.'],
    [['--profile', 'a'], '--profile requires --stack.'],
    [['--json', '--markdown'], '--json and --markdown cannot be combined.'],
    [['--agianst', 'a'], 'Unknown option --agianst. Did you mean --against?'],
    [['--against'], '--against requires a value: FILE.'],
    [['--stack'], '--stack requires a value: NAME.'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await cli.run(['plan', '-', ...args], template);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('all at once', async () => {
    const { stderr } = await cli.run(['plan', '-', '--json', '--markdown', '--profile', 'a'], template);
    expect(stderr.match(/^safedeploy plan: /gm)).toHaveLength(2);
  });
});
