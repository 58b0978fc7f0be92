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
