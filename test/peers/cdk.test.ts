import { type JsonObject, own } from '../../src/template/json';
import { Migration } from './support/migration';
import { cdkOutput, describeWith } from './support/peers';
import { errorsIn } from './support/validate';

jest.setTimeout(300_000);

describeWith('npm', 'examples/cdk (docs/cdk.md)', () => {
  let synthesized: JsonObject;
  let migration: Migration;
  beforeAll(() => {
    synthesized = cdkOutput('cdk/app.ts', 'Shop');
    const { Transform, Metadata, ...unmarked } = synthesized;
    migration = new Migration(unmarked, synthesized);
  });
  afterAll(() => migration.remove());

  test('the Aspect lists the macro, and marks every function but the hook and that of a custom resource', () => {
    expect(synthesized.Transform).toEqual(['SafeDeploy']);
    expect(own(own(synthesized.Metadata, 'SafeDeploy'), 'Functions')).toBe('All');
    const { functions, leftOut } = migration.plan();
    expect(functions.map(({ id }) => id.slice(0, -8))).toEqual(['Checkout', 'Resize']);
    expect(leftOut.map(({ id }) => id.slice(0, 9))).toEqual(['SmokeTest', 'BucketNot']);
  });

  test('a mark of a function comes before the defaults of the Aspect', () => {
    const { functions } = migration.plan();
    expect(functions.map(({ schedules, hooks }) => [schedules[0]?.name, hooks.length])).toEqual([
      ['Canary10Percent10Minutes', 1],
      ['Linear10PercentEvery1Minute', 0],
    ]);
  });

  test('every caller moves, the notifications of the bucket too, and nobody is left', () => {
    const outcomes = migration.plan().functions.flatMap(({ callers }) => callers);
    expect(outcomes.filter(({ outcome }) => outcome === 'left')).toEqual([]);
    expect(new Set(outcomes.filter(({ outcome }) => outcome === 'moved').map(({ type }) => type))).toEqual(
      new Set(['AWS::ApiGateway::Method', 'AWS::Events::Rule', 'AWS::Lambda::Permission', 'Custom::S3BucketNotifications']),
    );
  });

  test('lint has nothing against it', () => {
    expect(migration.lint()).toBe('');
  });

  test('the validator finds no error in what CloudFormation gets', () => {
    expect(errorsIn([migration.result()])).toEqual([]);
  });

  test('an alarm of the function is a circle in its metadata, and none in that of the stack', () => {
    const app = '../test/peers/apps/ownAlarm.ts';
    expect(() => cdkOutput(app, 'Shop', { MARK_OF: 'function' })).toThrow('Circular');
    expect(cdkOutput(app, 'Shop', { MARK_OF: 'stack' }).Transform).toBe('SafeDeploy');
  });
});
