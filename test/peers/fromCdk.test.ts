import { type JsonObject, own } from '../../src/template/json';
import { Migration } from './support/migration';
import { cdkOutput, describeWith } from './support/peers';
import { movesInOneDeployment, theValidatorFindsNoError, twoUpdatesRefuseNoCall } from './support/promises';
import { having, idsOf, resourcesOf } from './support/templates';

jest.setTimeout(300_000);

describeWith('npm', 'from the CDK (docs/from-cdk.md)', () => {
  let before: JsonObject;
  let after: JsonObject;
  beforeAll(() => {
    before = cdkOutput('from-cdk/before.ts', 'Shop');
    after = cdkOutput('from-cdk/after.ts', 'Shop');
  });
  const alias = 'CheckoutLive31AB142E';
  const made = [
    'CheckoutB7CD3E82DeploymentGroup',
    'CheckoutB7CD3E82Version',
    'SafeDeployApplication',
    'SafeDeployServiceRole',
    'SafeDeployServiceRolePolicy',
    'SmokeTestServiceRoleFC8C2176SafeDeployPolicy',
  ];
  const role = ['CheckoutDeploymentServiceRole432F4482', 'CheckoutDeploymentServiceRoleDefaultPolicy120239CC'];
  const group = 'CheckoutDeployment0CAA9606';
  const expected = () => ({
    alias,
    fate: 'deleted' as const,
    versions: idsOf('AWS::Lambda::Version', before),
    created: made,
    replaced: [],
  });
  const retained = (template: JsonObject): JsonObject => {
    const versions = idsOf('AWS::Lambda::Version', template).map((id) => [id, { ...resourcesOf(template)[id], DeletionPolicy: 'Retain' }]);
    return having(template, Object.fromEntries(versions));
  };
  const marked = (template: JsonObject): JsonObject => ({ ...template, Transform: 'SafeDeploy', Metadata: after.Metadata as JsonObject });

  describe('LambdaDeploymentGroup is deleted', () => {
    movesInOneDeployment(
      () => new Migration(before, after),
      () => ({
        ...expected(),
        removed: [group, ...role, 'CheckoutDeploymentApplicationB9B94043', 'SmokeTestServiceRoleDefaultPolicy0F994F80'],
      }),
    );
  });

  describe('LambdaDeploymentGroup is left', () => {
    movesInOneDeployment(
      () => new Migration(before, marked(retained(before))),
      // a policy of the hook names the application still
      () => ({ ...expected(), removed: [group, ...role] }),
    );
  });

  twoUpdatesRefuseNoCall('CheckoutB7CD3E82', alias, () => {
    const SafeDeploy = { ...(own(after.Metadata, 'SafeDeploy') as JsonObject), Callers: 'Stay' };
    return [before, { ...after, Metadata: { SafeDeploy } }, after];
  });

  test('a version that was retained stays in Lambda', () => {
    const migration = new Migration(retained(before), after);
    const versions = migration.plan().comparison?.gone.filter(({ type }) => type === 'AWS::Lambda::Version');
    expect(versions?.map(({ fate }) => fate)).toEqual(['retained']);
    migration.remove();
  });

  test('a version that CloudFormation would delete is refused, with what to write in the app', () => {
    const migration = new Migration(before, marked(before));
    const { code, stderr } = migration.transform();
    expect(code).toBe(1);
    expect(stderr).toContain('removalPolicy');
    migration.remove();
  });

  test('without the Alias of the app another alias of that name would be made, which Lambda refuses: plan says so', () => {
    const { [alias]: _, ...others } = resourcesOf(after);
    const Resources = Object.fromEntries(Object.entries(others).filter(([, resource]) => !JSON.stringify(resource).includes(alias)));
    const migration = new Migration(before, { ...after, Resources });
    expect(migration.plan().functions.map(({ deployment }) => deployment?.effect)).toEqual(['refused']);
    migration.remove();
  });

  theValidatorFindsNoError();
});
