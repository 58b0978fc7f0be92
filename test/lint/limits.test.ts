import { functionOf, said, warnings } from './support/subject';

const PROVIDER = { CapacityProviderConfig: '{ LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: fleet } }' };
const NO_MORE = { CapacityProviderConfig: '!If [IsLarge, { LambdaManagedInstancesCapacityProviderConfig: {} }, !Ref AWS::NoValue]' };
const HEAD = "Conditions: { IsLarge: !Equals ['a', 'b'] }\n";
const FOUND = ['SD3402 Checkout.Properties.CapacityProviderConfig'];

test.each([
  ['that stay', '{}', PROVIDER, FOUND],
  ['that stay by their own wish', '{ VersionDeletionPolicy: Retain }', PROVIDER, FOUND],
  ['that go', '{ VersionDeletionPolicy: Delete }', PROVIDER, []],
  ['of no capacity provider', '{}', NO_MORE, []],
  ['of a plain function', '{}', {}, []],
])('SD3402: versions %s', (_, mark, properties, expected) =>
  expect(said(`${HEAD}Resources:\n${functionOf('Checkout', mark, properties)}`)).toEqual(expected),
);

describe('SD3403: the environment of a hook', () => {
  const ROLE = { Role: '!GetAtt Role.Arn', Timeout: '60' };
  const hooked = (bytes: number, mark: string) =>
    `Resources:\n${functionOf('Checkout', '{ Hooks: { PreTraffic: !Ref Test } }')}${functionOf('Test', mark, {
      ...ROLE,
      Environment: `{ Variables: { X: ${'x'.repeat(bytes)} } }`,
    })}  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }\n`;
  // SAFEDEPLOY_VERSION_Checkout, and an ARN as long as it may become
  const ROOM = 4_096 - 'X'.length - 'SAFEDEPLOY_VERSION_Checkout'.length - 135;

  test('that has just room', () => expect(said(hooked(ROOM, ''))).toEqual([]));
  test('that has none', () => expect(said(hooked(ROOM + 1, ''))).toEqual(['SD3403 Test.Properties.Environment']));
  test('whose author knows', () => expect(said(hooked(4_000, '{ Ignore: [{ Code: SD3403, Reason: it tests all of them }] }'))).toEqual([]));
  test('is told with the name of the variable', () => {
    const [found] = warnings(hooked(4_000, ''));
    expect(found?.message).toContain('no room for SAFEDEPLOY_VERSION_Checkout');
  });
});

describe('SD3404: SnapStart that nothing publishes', () => {
  const SNAPPED = { SnapStart: '{ ApplyOn: PublishedVersions }' };
  const search = (more: Record<string, string> = SNAPPED, mark = '') => functionOf('Search', mark, more);
  const version = (of: string) => `  Published: { Type: AWS::Lambda::Version, Properties: { FunctionName: ${of} } }\n`;
  const FOUND = ['SD3404 Search.Properties.SnapStart'];
  test.each<[rest: string, expected: string[]]>([
    [search(), FOUND],
    [search({ ...SNAPPED, FunctionName: 'search' }) + version('checkout'), FOUND],
    [search({ SnapStart: '!If [IsLarge, { ApplyOn: None }, { ApplyOn: PublishedVersions }]' }), FOUND],
    [search({}), []],
    [search({ SnapStart: '{ ApplyOn: None }' }), []],
    [search({ SnapStart: '{ ApplyOn: !ImportValue When }' }), []],
    [search(SNAPPED, '{}'), []],
    [search() + version('!Ref Search'), []],
    [search({ ...SNAPPED, FunctionName: 'search' }) + version('search'), []],
    [search(SNAPPED, '{ Ignore: [{ Code: SD3404, Reason: another stack publishes it }] }'), []],
  ])('%s', (rest, expected) => expect(said(`${HEAD}Resources:\n${functionOf('Checkout')}${rest}`)).toEqual(expected));
});

describe('SD3405: a version of code that is published already', () => {
  const version = (more = '') =>
    `  Old: { Type: AWS::Lambda::Version, DeletionPolicy: Retain, Properties: { FunctionName: !Ref Checkout${more} } }\n`;
  const checkout = (mark: string, properties: Record<string, string> = {}) => `Resources:\n${functionOf('Checkout', mark, properties)}`;
  const long = { Description: 'x'.repeat(250) };
  test.each<[text: string, expected: string[]]>([
    [checkout('{ Stamp: false }') + version(), ['SD3405 Checkout.Metadata.SafeDeploy.Stamp']],
    [checkout('{}', long) + version(), ['SD3405 Checkout.Properties.Description']],
    [checkout('{}') + version(), []],
    [checkout('{ Stamp: false }'), []],
    [checkout('{}', long), []],
    [checkout('{ Stamp: false }') + version().replace('!Ref Checkout', 'search'), []],
    [
      `${checkout('{ Stamp: false }')}  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Checkout, FunctionVersion: '7', Name: live } }\n`,
      [],
    ],
  ])('%s', (text, expected) => expect(said(text)).toEqual(expected));
});

describe('SD3406: a policy that outgrows its limit', () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `OneOfManyFunctions${i}`);
  const all = (count: number, mark = '{ Type: None }') =>
    `Resources:\n${names(count)
      .map((name) => functionOf(name, mark))
      .join('')}`;
  const document = (count: number) =>
    `{ Version: '2012-10-17', Statement: [${names(count)
      .map((name) => `{ Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt ${name}.Arn }`)
      .join(', ')}] }`;
  const role = (count: number) =>
    `  Caller: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {}, Policies: [{ PolicyName: a, PolicyDocument: ${document(count)} }] } }\n`;
  const user = '  Person: { Type: AWS::IAM::User }\n';
  const attached = (type: string, to: string, count: number) =>
    `  Policy: { Type: ${type}, Properties: { PolicyName: a, ${to}, PolicyDocument: ${document(count)} } }\n`;
  const bare = '  Caller: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }\n';
  const group = '  Team: { Type: AWS::IAM::Group }\n';
  // one statement has some 170 characters, and 275 with the alias
  test.each<[text: string, expected: string[]]>([
    [all(45) + role(45), ['SD3406 Caller']],
    [all(45) + bare + attached('AWS::IAM::Policy', 'Roles: [!Ref Caller]', 45), ['SD3406 Caller']],
    [all(45) + bare + attached('AWS::IAM::RolePolicy', 'RoleName: !Ref Caller', 45), ['SD3406 Caller']],
    [all(10) + user + attached('AWS::IAM::UserPolicy', 'UserName: !Ref Person', 10), ['SD3406 Person']],
    [all(25) + group + attached('AWS::IAM::GroupPolicy', 'GroupName: !Ref Team', 25), ['SD3406 Team']],
    [all(28) + attached('AWS::IAM::ManagedPolicy', 'Roles: [somebody]', 28), ['SD3406 Policy']],
    [all(25) + role(25), []],
    [all(25) + bare + attached('AWS::IAM::Policy', 'Roles: [!Ref Caller]', 25), []],
    [all(5) + user + attached('AWS::IAM::UserPolicy', 'UserName: !Ref Person', 5), []],
    [all(12) + group + attached('AWS::IAM::GroupPolicy', 'GroupName: !Ref Team', 12), []],
    [all(15) + attached('AWS::IAM::ManagedPolicy', 'Roles: [somebody]', 15), []],
    // too long before, and that is nothing of ours
    [all(80) + role(80), []],
    // a policy that no role of the template has
    [all(45) + bare + attached('AWS::IAM::Policy', 'Roles: [somebody]', 45), []],
  ])('%#', (text, expected) => expect(said(text).filter((line) => !line.startsWith('SD3103'))).toEqual(expected));

  test('says how long it becomes', () => {
    const [found] = warnings(all(12, '{ Type: None }') + user + attached('AWS::IAM::Policy', 'Users: [!Ref Person]', 9));
    expect(found?.message).toMatch(
      /^With the aliases in its statements, the text of the inline policies of the user Person grows to about 2,\d00 characters\. IAM accepts at most 2,048\.$/,
    );
  });
});
