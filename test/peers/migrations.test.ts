import { type JsonObject, own } from '../../src/template/json';
import { Migration } from './support/migration';
import { cdkOutput, describeWith, example, samOutput, serverlessOutput } from './support/peers';
import { errorsIn } from './support/validate';

jest.setTimeout(300_000);

const resourcesOf = (template: JsonObject) => template.Resources as Record<string, JsonObject>;
const idsOf = (type: string, template: JsonObject) =>
  Object.entries(resourcesOf(template)).flatMap(([id, { Type }]) => (Type === type ? [id] : []));

/** A copy of a template with other resources, by logical id. */
const having = (template: JsonObject, changed: Record<string, JsonObject>): JsonObject => ({
  ...template,
  Resources: { ...resourcesOf(template), ...changed },
});

interface Expected {
  /** Logical ids of the alias and of the versions that the peer made. */
  readonly alias: string;
  readonly versions: readonly string[];
  readonly fate: 'retained' | 'deleted';
  /** What the peer made for the deployment, and what takes its place. */
  readonly removed: readonly string[];
  readonly created: readonly string[];
  readonly replaced: readonly string[];
}

/** What CloudFormation would get in each of them. */
const results: JsonObject[] = [];

/** What the documentation promises of every migration. */
function movesInOneDeployment(make: () => Migration, expected: () => Expected): void {
  let migration: Migration;
  let is: Expected;
  beforeAll(() => {
    migration = make();
    is = expected();
  });
  afterAll(() => {
    results.push(migration.result());
    migration.remove();
  });

  test('plan says that the alias stays, under its logical id, and shifts', () => {
    const { functions, replaced, comparison } = migration.plan();
    expect(functions.map(({ alias, deployment }) => [alias.id, deployment?.effect])).toEqual([[is.alias, 'shifts']]);
    expect(replaced).toEqual([]);
    const gone = comparison?.gone ?? [];
    expect(gone.filter(({ type }) => !['AWS::Lambda::Version', 'AWS::CodeDeploy::DeploymentGroup'].includes(type))).toEqual([]);
    const versions = gone.filter(({ type }) => type === 'AWS::Lambda::Version');
    expect(versions.map(({ id }) => id).sort()).toEqual([...is.versions].sort());
    expect(new Set(versions.map(({ fate }) => fate))).toEqual(new Set([is.fate]));
  });

  test('one update makes, replaces and removes what belongs to the deployment, and nothing else', () => {
    const { before, after, actions } = migration.update();
    expect(actions.get(is.alias)).toBe('keep');
    const aliasIn = ({ resources }: typeof before) => resources.get(is.alias)?.properties;
    expect(own(aliasIn(after), 'Name')).toBe(own(aliasIn(before), 'Name'));
    expect(migration.logicalIds('create').map((id) => id.replace(/(Version|Deployment)[0-9a-z]{10,}$/, '$1'))).toEqual(is.created);
    expect(migration.logicalIds('replace')).toEqual(is.replaced);
    expect(migration.logicalIds('remove')).toEqual([...is.removed, ...is.versions].sort());
  });

  test('no call is refused at any moment of it', () => {
    expect(migration.gaps()).toEqual([]);
  });

  test('lint has nothing against the new template', () => {
    expect(migration.lint()).toBe('');
  });

  test('log groups, roles of functions and queues are as they were', () => {
    const [was, is] = [resourcesOf(migration.before), resourcesOf(migration.result())];
    const kept = Object.keys(was).filter((id) => /::(LogGroup|Queue|Bucket|Topic)$/.test(String(was[id]?.Type)));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter((id) => own(is[id], 'Type') !== was[id]?.Type)).toEqual([]);
  });
}

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

  describe('a rule that SAM did not move', () => {
    const withRule = (template: JsonObject) =>
      having(template, {
        Weekly: {
          Type: 'AWS::Events::Rule',
          Properties: { ScheduleExpression: 'rate(7 days)', Targets: [{ Id: 'Checkout', Arn: { 'Fn::GetAtt': ['Checkout', 'Arn'] } }] },
        },
        WeeklyMay: {
          Type: 'AWS::Lambda::Permission',
          Properties: {
            FunctionName: { Ref: 'Checkout' },
            Action: 'lambda:InvokeFunction',
            Principal: 'events.amazonaws.com',
            SourceArn: { 'Fn::GetAtt': ['Weekly', 'Arn'] },
          },
        },
      });
    let released: JsonObject;
    let next: JsonObject;
    beforeAll(() => {
      released = samOutput(withRule(before()));
      next = samOutput(withRule(after()));
    });

    test('is refused for a moment in one update', () => {
      const migration = new Migration(released, next);
      expect(migration.gaps()).toEqual(['Weekly calls Checkout:live: the permission waits for the caller']);
      migration.remove();
    });

    test("is never refused in two: SAM's properties and Callers: Stay, then neither", () => {
      const first = new Migration(released, samOutput(marked(withRule(before()), { Callers: 'Stay' })));
      const callers = first.plan().functions.flatMap(({ callers }) => callers.filter(({ outcome }) => outcome === 'moved'));
      expect(callers).toEqual([]);
      const second = new Migration(first.result(), next);
      expect([first, second].map((migration) => [migration.update().actions.get('CheckoutAliaslive'), migration.gaps()])).toEqual([
        ['keep', []],
        ['keep', []],
      ]);
      expect(second.plan().functions.map(({ deployment }) => deployment?.effect)).toEqual(['unchanged']);
      for (const migration of [first, second]) migration.remove();
    });
  });

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
});

describeWith('npm', 'from the Serverless Framework and its canary plugin (docs/from-serverless.md)', () => {
  let before: JsonObject;
  beforeAll(() => {
    before = serverlessOutput('from-serverless/before.yml');
  });
  const made = [
    'CheckoutLambdaFunctionVersion',
    'IamRoleLambdaExecutionSafeDeployPolicy',
    'SafeDeployApplication',
    'SafeDeployServiceRole',
    'SafeDeployServiceRolePolicy',
  ];
  const plugins = ['CodeDeployServiceRole', 'ShopprodDeploymentApplication'];
  const versionsOf = (name: string) => idsOf('AWS::Lambda::Version', before).filter((id) => id.startsWith(name));
  const expected = () => ({
    alias: 'CheckoutLambdaFunctionAliasLive',
    fate: 'retained' as const,
    created: made,
    replaced: ['CheckoutLambdaFunctionDeploymentGroup'],
  });

  describe('the plugin is removed, and versionFunctions is false', () => {
    movesInOneDeployment(
      () => new Migration(before, serverlessOutput('from-serverless/after.yml')),
      () => ({ ...expected(), versions: versionsOf(''), removed: plugins }),
    );
  });

  describe('the plugin and its versions are left', () => {
    const Metadata = own(own(example('from-serverless/after.yml'), 'resources'), 'Metadata') as JsonObject;
    movesInOneDeployment(
      () => new Migration(before, { ...serverlessOutput('from-serverless/before.yml'), Transform: ['SafeDeploy'], Metadata }),
      // a statement of the framework's role names the application still
      () => ({ ...expected(), versions: versionsOf('CheckoutLambda'), removed: ['CodeDeployServiceRole'] }),
    );
  });
});

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
});

test('the validator finds no error in what CloudFormation gets', () => {
  expect(errorsIn(results)).toEqual([]);
});
