import { type JsonObject, own } from '../../../src/template/json';
import { Migration } from './migration';
import { having, resourcesOf } from './templates';
import { errorsIn } from './validate';

export interface Expected {
  /** Logical ids of the alias and of the versions that the peer made. */
  readonly alias: string;
  readonly versions: readonly string[];
  readonly fate: 'retained' | 'deleted';
  /** What the peer made for the deployment, and what takes its place. */
  readonly removed: readonly string[];
  readonly created: readonly string[];
  readonly replaced: readonly string[];
  /** Codes of what lint has against the new template, and had against the old one. */
  readonly lint?: readonly string[];
}

/** What CloudFormation would get in each migration of a test file. */
const results: JsonObject[] = [];

/** What the documentation promises of every migration. */
export function movesInOneDeployment(make: () => Migration, expected: () => Expected): void {
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
    expect(replaced.filter(({ harmless }) => !harmless)).toEqual([]);
    expect(replaced.map(({ resource }) => resource)).toEqual(is.replaced);
    const gone = comparison?.gone ?? [];
    expect(gone.map(({ id }) => id).sort()).toEqual([...is.removed, ...is.versions].sort());
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

  test('nor on the way back to the peer, and the alias stays once more', () => {
    const back = migration.back();
    expect([back.actions.get(is.alias), migration.gaps(back)]).toEqual(['keep', []]);
  });

  test('lint has nothing against the new template that the old one did not have', () => {
    expect([...migration.lint().matchAll(/ (SD\d{4}) /g)].map(([, code]) => code)).toEqual(is.lint ?? []);
  });

  test('log groups, queues, buckets and topics are as they were', () => {
    const [was, is] = [resourcesOf(migration.before), resourcesOf(migration.result())];
    const kept = Object.keys(was).filter((id) => /::(LogGroup|Queue|Bucket|Topic)$/.test(String(was[id]?.Type)));
    expect(kept.length).toBeGreaterThan(0);
    const propertiesIn = (resources: typeof was) => kept.map((id) => [id, own(resources[id], 'Properties')]);
    expect(propertiesIn(is)).toEqual(propertiesIn(was));
  });
}

/** A rule that the peer did not move calls the function: by the documentation, in one update and in two. */
export function twoUpdatesRefuseNoCall(
  id: string,
  alias: string,
  make: () => [before: JsonObject, stay: JsonObject, after: JsonObject],
): void {
  const Arn = { 'Fn::GetAtt': [id, 'Arn'] };
  const rule = { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(7 days)', Targets: [{ Id: 'Weekly', Arn }] } };
  const SourceArn = { 'Fn::GetAtt': ['Weekly', 'Arn'] };
  const Properties = { FunctionName: { Ref: id }, Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com', SourceArn };
  const Weekly = { Weekly: rule, WeeklyMay: { Type: 'AWS::Lambda::Permission', Properties } };

  describe('a rule that calls the function', () => {
    let templates: JsonObject[];
    beforeAll(() => {
      templates = make().map((template) => having(template, Weekly));
    });
    const migrations = (...all: Migration[]) => {
      const found = all.map((migration) => [migration.update().actions.get(alias), migration.gaps()]);
      for (const migration of all) migration.remove();
      return found;
    };

    test('is refused for a moment in one update', () => {
      const [before, , after] = templates as [JsonObject, JsonObject, JsonObject];
      const { Name } = own(resourcesOf(before)[alias], 'Properties') as JsonObject;
      const gaps = [`Weekly calls ${id}:${Name}: the permission waits for the caller`];
      expect(migrations(new Migration(before, after))).toEqual([['keep', gaps]]);
    });

    test('is never refused in two, the first with Callers: Stay', () => {
      const [before, stay, after] = templates as [JsonObject, JsonObject, JsonObject];
      const first = new Migration(before, stay);
      const { functions } = first.plan();
      expect(functions.flatMap(({ callers }) => callers.filter(({ outcome }) => outcome === 'moved'))).toEqual([]);
      const second = new Migration(first.result(), after);
      expect(migrations(first, second)).toEqual([
        ['keep', []],
        ['keep', []],
      ]);
    });
  });
}

export function theValidatorFindsNoError(): void {
  test('the validator finds no error in what CloudFormation gets', () => {
    expect(results.length).toBeGreaterThan(1);
    expect(errorsIn(results)).toEqual([]);
  });
}
