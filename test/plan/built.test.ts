import { Built } from '../cli/support/built';

jest.setTimeout(60_000);

const built = new Built();
afterAll(built.remove);

/** Plans one text against another, as built. */
function compare(after: string, before: string, ...args: string[]) {
  built.write({ 'after.yaml': after, 'before.yaml': before });
  return built.run('plan', 'after.yaml', '--against', 'before.yaml', ...args);
}

const FUNCTION = `Resources:
  F:
    Type: AWS::Lambda::Function
    Properties: {Code: {ZipFile: x}, Handler: i.h, Runtime: nodejs24.x, Role: "arn:aws:iam::123456789012:role/r"}
`;
const VERSION = `  FVersionOfAFramework: {Type: AWS::Lambda::Version, DeletionPolicy: Retain, Properties: {FunctionName: !Ref F}}
`;

describe('a version that the author removes', () => {
  const goneOf = (text: string) => JSON.parse(text).comparison.gone;

  test('goes by its name where no alias followed it', () => {
    const { stdout } = compare(FUNCTION, FUNCTION + VERSION);
    expect(stdout).toContain('FVersionOfAFramework (AWS::Lambda::Version) is retained');
    expect(goneOf(compare(FUNCTION, FUNCTION + VERSION, '--json').stdout)).toEqual([
      { id: 'FVersionOfAFramework', type: 'AWS::Lambda::Version', fate: 'retained', because: 'removed' },
    ]);
  });

  test('goes with its function’s alias otherwise', () => {
    const alias = `  Live: {Type: AWS::Lambda::Alias, Properties: {Name: live, FunctionName: !Ref F, FunctionVersion: !GetAtt FVersionOfAFramework.Version}}
`;
    const gone = goneOf(compare(FUNCTION, FUNCTION + VERSION + alias, '--json').stdout);
    expect(gone.map(({ id, because }: { id: string; because: string }) => `${id} ${because}`)).toEqual([
      'FVersionOfAFramework unmarked',
      'Live unmarked',
    ]);
  });
});

describe('a name that the CDK takes out of an alias’ ARN', () => {
  const template = (name: string) => `Transform: SafeDeploy
${FUNCTION.replace('    Properties', '    Metadata: {SafeDeploy: {}}\n    Properties')}${VERSION}
  Live: {Type: AWS::Lambda::Alias, Properties: {Name: live, FunctionName: !Ref F, FunctionVersion: !GetAtt FVersionOfAFramework.Version}}
  Queue: {Type: AWS::SQS::Queue}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Queue.Arn, FunctionName: ${name}}
`;
  const callers = (name: string) => {
    built.write({ 'cdk.yaml': template(name) });
    return JSON.parse(built.run('plan', 'cdk.yaml', '--json').stdout).functions[0].callers;
  };
  const NAME = '!Select [6, !Split [":", !Ref Live]]';

  test('with the alias after it is the alias', () => {
    expect(callers(`!Join ["", [${NAME}, ":live"]]`)).toMatchObject([
      { resource: 'Mapping', outcome: 'kept', because: 'it names the alias' },
    ]);
  });

  test('with another alias after it stays there', () => {
    expect(callers(`!Join ["", [${NAME}, ":blue"]]`)).toMatchObject([{ resource: 'Mapping', outcome: 'kept' }]);
  });

  test('alone is the function', () => {
    expect(callers(NAME)).toMatchObject([{ resource: 'Mapping', outcome: 'moved' }]);
  });

  test('the part that is the alias’ name is no function', () => {
    expect(callers('!Select [7, !Split [":", !Ref Live]]')).toMatchObject([{ outcome: 'kept' }]);
  });
});

describe('a version of somebody else that gives way, or comes back', () => {
  const alias =
    '  Live: {Type: AWS::Lambda::Alias, Properties: {Name: live, FunctionName: !Ref F, FunctionVersion: !GetAtt FVersionOfAFramework.Version}}\n';
  const byHand = FUNCTION + VERSION + alias;
  const marked = `Transform: SafeDeploy\n${byHand.replace('    Properties', '    Metadata: {SafeDeploy: {}}\n    Properties')}`;

  test('is the reason for the new one', () => {
    const { code, stdout } = compare(marked, byHand);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /shifts traffic gradually: the version FVersion\w{10} replaces FVersionOfAFramework, and nothing/,
    );
    expect(compare(byHand, marked).stdout.replace(/\s+/g, ' ')).toMatch(/FVersionOfAFramework replaces FVersion\w{10}, and nothing/);
  });

  test('is not, where a property changed', () => {
    const { stdout } = compare(marked.replace('i.h', 'i.other'), byHand);
    expect(stdout).toContain('Handler changed');
    expect(stdout).not.toContain('takes the place');
  });
});

test('a transform among the resources is counted on neither side', () => {
  built.write({
    'nested.yaml': FUNCTION.replace(
      'Resources:\n',
      'Resources:\n  Fn::Transform: {Name: SafeDeploy, Parameters: {Functions: All, Type: None}}\n',
    ),
  });
  expect(built.run('plan', 'nested.yaml').stdout).toContain('Resources 1 → 3 of 500');
});

test('a version that changes by a hidden value says so', () => {
  const template = `Transform: SafeDeploy
Parameters: {Secret: {Type: String, NoEcho: true}}
${FUNCTION.replace('    Properties: {', '    Metadata: {SafeDeploy: {}}\n    Properties: {Environment: {Variables: {S: !Ref Secret}}, ')}`;
  built.write({ 'hidden.yaml': template });
  const deployed = built.run('transform', 'hidden.yaml', '--parameter', 'Secret=then').stdout;
  built.write({ 'now.yaml': template, 'deployed.yaml': deployed, 'none.json': '{}' });
  const { stdout } = built.run(
    'plan',
    'now.yaml',
    '--against',
    'deployed.yaml',
    '--parameter',
    'Secret=now',
    '--against-parameters',
    'none.json',
  );
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'what changed is a value that nobody can see, of Environment.Variables.S, or a setting such as Revision',
  );
  expect(stdout).not.toContain('digest format');
});

describe('a loop that has not been expanded', () => {
  const loop = '  Fn::ForEach::All: [Name, [A, B], {"T${Name}": {Type: AWS::SNS::Topic}}]\n';

  test('goes by what it is, where AWS::LanguageExtensions comes last', () => {
    const template = (text: string) => `Transform: [SafeDeploy, AWS::LanguageExtensions]\n${FUNCTION}${text}`;
    const { code, stdout } = compare(template('  Other: {Type: AWS::SNS::Topic}\n'), template(loop));
    expect(code).toBe(0);
    expect(stdout).toContain('Fn::ForEach::All (Fn::ForEach) is deleted');
    expect(stdout).not.toContain('undefined');
  });

  test('is an error in a template that has left SafeDeploy and does not list the transform, on either side', () => {
    const extended = `Transform: AWS::LanguageExtensions\n${FUNCTION}${loop}`;
    expect(compare(FUNCTION + loop, FUNCTION)).toMatchObject({ code: 1, stderr: expect.stringContaining('after.yaml:5:3  error SD1220') });
    expect(compare(FUNCTION, FUNCTION + loop)).toMatchObject({ code: 2, stderr: expect.stringContaining('before.yaml:5:3  error SD1220') });
    expect(compare(extended, FUNCTION)).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('2 added') });
    expect(compare(extended, extended)).toMatchObject({ code: 0, stderr: '', stdout: 'No changes\n' });
  });
});

describe('a template that has left SafeDeploy, and still names F.Alias', () => {
  const marked = `Transform: SafeDeploy\n${FUNCTION.replace('    Properties', '    Metadata: {SafeDeploy: {}}\n    Properties')}`;
  const left = `${FUNCTION}Outputs: {Alias: {Value: !Ref F.Alias}}\n`;

  test.each(['', 'Transform: AWS::Serverless-2016-10-31\n', 'Transform: AWS::LanguageExtensions\n'])('fails: %j', (head) => {
    const { code, stdout } = compare(head + left, marked);
    expect(code).toBe(1);
    expect(stdout).toContain('Alias: it refers to F.Alias, which does not exist in the template');
  });

  test('may not, where a transform may add it that has not run', () => {
    const { code, stderr } = compare(`Transform: Other\n${left}`, marked);
    expect(code).toBe(0);
    expect(stderr).toContain('SD1204');
  });
});
