import { type JsonObject, own } from '../../src/template/json';
import { Migration } from './support/migration';
import { describeWith, example, samOutput } from './support/peers';
import { type Expected, movesInOneDeployment, theValidatorFindsNoError, twoUpdatesRefuseNoCall } from './support/promises';
import { having, resourcesOf } from './support/templates';

jest.setTimeout(300_000);

describeWith('python', 'from SAM (docs/from-sam.md)', () => {
  const before = () => example('from-sam/before.yaml');
  const after = () => example('from-sam/after.yaml');
  const expected: Omit<Expected, 'removed' | 'created'> = {
    alias: 'CheckoutAliaslive',
    versions: ['CheckoutVersionbc3147b146'],
    fate: 'retained',
    replaced: ['CheckoutDeploymentGroup'],
  };
  const made = ['CheckoutVersion', 'SafeDeployApplication', 'SafeDeployServiceRole', 'SafeDeployServiceRolePolicy'];
  const sams = ['CodeDeployServiceRole', 'ServerlessDeploymentApplication'];
  const marked = (template: JsonObject, mark?: JsonObject): JsonObject => {
    const { Checkout } = resourcesOf(after());
    const SafeDeploy = { ...(own(own(Checkout, 'Metadata'), 'SafeDeploy') as JsonObject), ...mark };
    return {
      ...having(template, { Checkout: { ...resourcesOf(template).Checkout, Metadata: { SafeDeploy } } }),
      Transform: after().Transform as string[],
    };
  };

  describe('its properties are deleted', () => {
    movesInOneDeployment(
      () => new Migration(samOutput(before()), samOutput(after())),
      () => ({
        ...expected,
        removed: [...sams, 'ServerlessRestApiDeploymentc99db2655c'],
        created: [...made, 'ServerlessRestApiDeployment', 'SmokeTestRoleSafeDeployPolicy'].sort(),
      }),
    );
  });

  describe('its properties are left', () => {
    movesInOneDeployment(
      () => new Migration(samOutput(before()), samOutput(marked(before()))),
      () => ({ ...expected, removed: sams, created: [...made, 'SmokeTestRoleSafeDeployPolicy'] }),
    );
  });

  twoUpdatesRefuseNoCall('Checkout', expected.alias, () => [
    samOutput(before()),
    samOutput(marked(before(), { Callers: 'Stay' })),
    samOutput(after()),
  ]);

  test('under another name the alias does not stay', () => {
    const migration = new Migration(samOutput(before()), samOutput(marked(after(), { Alias: 'prod' })));
    expect(migration.plan().comparison?.gone).toContainEqual(expect.objectContaining({ id: 'CheckoutAliaslive', fate: 'deleted' }));
    migration.remove();
  });

  test('a version that SAM lets be deleted is refused', () => {
    const checkout = resourcesOf(before()).Checkout as JsonObject;
    const Properties = { ...(checkout.Properties as JsonObject), VersionDeletionPolicy: 'Delete' };
    const migration = new Migration(samOutput(before()), samOutput(marked(having(before(), { Checkout: { ...checkout, Properties } }))));
    const { code, stderr } = migration.transform();
    expect(code).toBe(1);
    expect(stderr).toContain('SD5002');
    migration.remove();
  });

  theValidatorFindsNoError();
});
