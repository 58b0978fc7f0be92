import { pruneCommand } from '../../src/cli/commands/prune';
import type { PrunedFunction } from '../../src/operations/prune/model';
import { Session, type Surroundings } from './support/session';
import { arnOf, at, cleanUp, stack as makeStack, processed, shop } from './support/shop';
import { AwsError } from './support/wire';

afterAll(cleanUp);

type Shop = Awaited<ReturnType<typeof shop>>;
interface Answer {
  readonly functions: readonly PrunedFunction[];
  readonly bytes: number;
  readonly unread: readonly { action: string }[];
}

/** Checkout has the versions 1 to `last`, a megabyte each. */
async function grown(last = 12): Promise<Shop> {
  const of = await shop();
  const versions = ['$LATEST', ...Array.from({ length: last }, (_, i) => String(i + 1))];
  of.account.versions.set(
    'shop-Checkout',
    versions.map((Version) => ({
      Version,
      FunctionArn: arnOf(`shop-Checkout:${Version}`),
      CodeSize: 1_000_000,
      LastModified: '2026-01-01T00:00:00.000+0000',
    })),
  );
  of.account.aliases.set('shop-Checkout:live', { Name: 'live', FunctionVersion: String(last) });
  for (const resource of of.stack.resources) {
    if (resource.LogicalResourceId.startsWith('CheckoutVersion')) resource.PhysicalResourceId = arnOf(`shop-Checkout:${last}`);
  }
  return of;
}

const run = (of: Shop, surroundings: Surroundings, ...args: string[]) =>
  new Session(of.account, surroundings).run(pruneCommand, '--stack', 'shop', ...args);
const json = async (of: Shop, ...args: string[]): Promise<Answer> => JSON.parse((await run(of, {}, '--json', ...args)).stdout) as Answer;
const fatesOf = ({ functions }: Answer, fate: string, id = 'Checkout') =>
  functions
    .find((one) => one.id === id)
    ?.versions.filter((one) => one.fate === fate)
    .map(({ version }) => version);
const reasonOf = ({ functions }: Answer, version: string) => functions[0]?.versions.find((one) => one.version === version)?.because;

describe('what would go', () => {
  test('all but the newest, which is five', async () => {
    const answer = await json(await grown());
    expect(fatesOf(answer, 'delete')).toEqual(['7', '6', '5', '4', '3', '2', '1']);
    expect(answer.bytes).toBe(7_000_000);
    expect(answer.unread).toEqual([]);
  });

  test('the newest by number, not by their order in a list or as text', async () => {
    const of = await grown();
    of.account.versions.get('shop-Checkout')?.reverse();
    expect(fatesOf(await json(of, '--keep', '3'), 'keep')).toEqual(['12', '11', '10']);
  });

  test('nothing is deleted before somebody says so', async () => {
    const of = await grown();
    const { code, stdout, stderr } = await run(of, {});
    expect({ code, stderr, deleted: of.account.deleted }).toEqual({ code: 0, stderr: '', deleted: [] });
    expect(stdout).toBe(
      [
        'Checkout shop-Checkout  12 versions',
        '  delete   7, 6, 5, 4, 3, 2, 1 (7.0 MB)',
        '  keep     12: alias live points to it',
        '',
        '7 versions to delete, 7.0 MB. Nothing was deleted; add --yes to delete them.',
        '',
      ].join('\n'),
    );
  });

  test('nothing', async () => {
    const { code, stdout, actions } = await run(await grown(5), {});
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Nothing to delete.\n') });
    expect(actions).not.toContain('cloudformation:ListStacks');
  });

  test('of one function', async () => {
    const of = await grown();
    of.account.versions.set(
      'shop-Search',
      of.account.versions.get('shop-Checkout')?.map((one) => ({ ...one, FunctionArn: one.FunctionArn.replace('Checkout', 'Search') })) ??
        [],
    );
    expect((await json(of, '--function', 'Search')).functions.map(({ id }) => id)).toEqual(['Search']);
    expect((await json(of)).functions.filter(({ versions }) => versions.length > 0).map(({ id }) => id)).toEqual(['Checkout', 'Search']);
    expect(await run(of, {}, '--function', 'Saerch')).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean Search?') });
  });

  test('in a nested stack', async () => {
    const of = await grown();
    const inner = makeStack(of.account, 'shop-Orders-1A2B', await processed());
    of.stack.resources.push({
      LogicalResourceId: 'Orders',
      PhysicalResourceId: inner.id,
      ResourceType: 'AWS::CloudFormation::Stack',
      ResourceStatus: 'CREATE_COMPLETE',
    });
    of.account.versions.set(
      'shop-Orders-1A2B-Checkout',
      Array.from({ length: 7 }, (_, i) => ({ Version: String(i + 1), FunctionArn: arnOf(`shop-Orders-1A2B-Checkout:${i + 1}`) })),
    );
    expect(fatesOf(await json(of), 'delete', 'Orders/Checkout')).toEqual(['2', '1']);
  });
});

describe('what is used stays', () => {
  test.each<[string, (of: Shop) => void, string]>([
    ['an alias', (of) => of.account.aliases.set('shop-Checkout:old', { Name: 'old', FunctionVersion: '2' }), 'alias old points to it'],
    [
      'a weight',
      (of) =>
        of.account.aliases.set('shop-Checkout:split', {
          Name: 'split',
          FunctionVersion: '12',
          RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } },
        }),
      'alias split sends traffic to it',
    ],
    [
      'provisioned concurrency',
      (of) => of.account.provisioned.push({ FunctionArn: arnOf('shop-Checkout:2') }),
      'it has provisioned concurrency',
    ],
    [
      'an event source mapping',
      (of) => of.account.mappings.push({ UUID: 'u', FunctionArn: arnOf('shop-Checkout:2') }),
      'event source mapping u invokes it',
    ],
    [
      'Lambda@Edge',
      (of) => of.account.policies.set('shop-Checkout:2', '{"Statement":[{"Principal":{"Service":"replicator.lambda.amazonaws.com"}}]}'),
      'Lambda@Edge replicates it',
    ],
    [
      'a permission of its own',
      (of) => of.account.policies.set('shop-Checkout:2', '{"Statement":[{"Principal":{"Service":"events.amazonaws.com"}}]}'),
      'its resource policy allows invoking it',
    ],
    [
      'a running durable execution',
      (of) => {
        for (const version of of.account.versions.get('shop-Checkout') ?? []) version.DurableConfig = { ExecutionTimeout: 60 };
        of.account.executions.push(
          { FunctionArn: arnOf('shop-Checkout:2'), Status: 'RUNNING' },
          { FunctionArn: arnOf('shop-Checkout:1'), Status: 'SUCCEEDED' },
        );
      },
      'a durable execution is running on it',
    ],
    [
      'a resource of the stack',
      (of) =>
        of.stack.resources.push({
          LogicalResourceId: 'Pinned',
          PhysicalResourceId: arnOf('shop-Checkout:2'),
          ResourceType: 'AWS::Lambda::Version',
          ResourceStatus: 'CREATE_COMPLETE',
        }),
      'it is resource Pinned of stack shop',
    ],
    [
      'a resource of another stack',
      (of) => {
        const other = makeStack(of.account, 'other', { Resources: {} });
        other.resources.push({
          LogicalResourceId: 'Theirs',
          PhysicalResourceId: arnOf('shop-Checkout:2'),
          ResourceType: 'AWS::Lambda::Version',
          ResourceStatus: 'CREATE_COMPLETE',
        });
      },
      'it is resource Theirs of stack other',
    ],
  ])('%s', async (_, use, because) => {
    const of = await grown();
    // everything stands on a second page
    for (let i = 0; i < 3; i++) {
      of.account.mappings.push({ UUID: `x${i}`, FunctionArn: arnOf('shop-Other:2') });
      of.account.provisioned.push({ FunctionArn: arnOf('shop-Checkout:live') });
    }
    use(of);
    const answer = await json(of);
    expect(fatesOf(answer, 'delete')).toEqual(['7', '6', '5', '4', '3', '1']);
    expect(reasonOf(answer, '2')).toBe(because);
  });

  test('what a stack has deleted or kept out of itself does not', async () => {
    const of = await grown();
    for (const [i, status] of ['DELETE_SKIPPED', 'DELETE_COMPLETE'].entries()) {
      of.stack.resources.push({
        LogicalResourceId: `Old${i}`,
        PhysicalResourceId: arnOf(`shop-Checkout:${i + 1}`),
        ResourceType: 'AWS::Lambda::Version',
        ResourceStatus: status,
      });
    }
    const gone = makeStack(of.account, 'gone', { Resources: {} });
    gone.status = 'DELETE_COMPLETE';
    gone.resources.push({
      LogicalResourceId: 'V',
      PhysicalResourceId: arnOf('shop-Checkout:3'),
      ResourceType: 'AWS::Lambda::Version',
      ResourceStatus: 'CREATE_COMPLETE',
    });
    expect(fatesOf(await json(of), 'delete')).toEqual(['7', '6', '5', '4', '3', '2', '1']);
  });
});

describe('without rights', () => {
  test.each(['lambda:ListAliases', 'lambda:ListProvisionedConcurrencyConfigs', 'lambda:ListEventSourceMappings', 'lambda:GetPolicy'])(
    'to call %s, nothing goes',
    async (action) => {
      const of = await grown();
      of.account.deny(action);
      const answer = await json(of, '--yes');
      expect(of.account.deleted).toEqual([]);
      expect(reasonOf(answer, '1')).toBe(`it is not known whether it is in use: ${action} is not allowed`);
      expect(answer.unread.map((one) => one.action)).toEqual([action]);
    },
  );

  test('to list other stacks, these are left out, and that is said', async () => {
    const of = await grown();
    of.account.deny('cloudformation:ListStacks');
    const { stdout } = await run(of, {});
    expect(stdout).toContain('7 versions to delete');
    expect(stdout).toContain('Could not read:\n  cloudformation:ListStacks: ');
  });
});

describe('--yes', () => {
  test('deletes versions, one by one', async () => {
    const of = await grown();
    const { code, stdout } = await run(of, {}, '--keep', '10', '--yes');
    expect(of.account.deleted).toEqual(['shop-Checkout:2', 'shop-Checkout:1']);
    expect(code).toBe(0);
    expect(stdout).toContain('  deleted  2, 1 (2.0 MB)');
    expect(stdout).toContain('2 versions deleted, 2.0 MB freed.');
  });

  test('goes on after a refusal, and reports it', async () => {
    const of = await grown();
    const message = 'Lambda was unable to delete arn:…:2 because it is a replicated function.';
    of.account.faults.push(({ action, input }) =>
      action === 'lambda:DeleteFunction' && input.Qualifier === '2' ? new AwsError('InvalidParameterValueException', message) : undefined,
    );
    const { code, stdout, stderr } = await run(of, {}, '--keep', '9', '--yes');
    expect(of.account.deleted).toEqual(['shop-Checkout:3', 'shop-Checkout:1']);
    expect(code).toBe(1);
    expect(stdout).toContain(`  refused  2: ${message.replace(/\.$/, '')} (InvalidParameterValueException)`);
    expect(stdout).toContain('2 versions deleted, 2.0 MB freed; 1 version refused.');
    expect(stderr).toContain('error SD1332  Lambda refused to delete 1 of the versions.');
  });

  test.each([
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_ROLLBACK_FAILED',
    'UPDATE_ROLLBACK_IN_PROGRESS',
    'UPDATE_FAILED',
    'REVIEW_IN_PROGRESS',
  ])('not while the stack is in %s', async (status) => {
    const of = await grown();
    of.stack.status = status;
    const { code, stderr } = await run(of, {}, '--yes');
    expect({ code, deleted: of.account.deleted }).toEqual({ code: 2, deleted: [] });
    expect(stderr).toContain(`error SD1331  The stack shop is in ${status}`);
  });

  test('not when somebody has begun to deploy meanwhile', async () => {
    const of = await grown();
    of.account.faults.push(({ action }) => {
      if (action === 'lambda:ListAliases') of.stack.updated = at(5);
      return undefined;
    });
    expect(await run(of, {}, '--yes')).toMatchObject({ code: 2, stderr: expect.stringContaining('SD1331') });
    expect(of.account.deleted).toEqual([]);
  });

  test.each(['0', 'all', '-1'])('--keep takes one or more, not %s', async (keep) => {
    const of = await grown();
    expect((await run(of, {}, `--keep=${keep}`, '--yes')).code).toBe(2);
    expect(of.account.deleted).toEqual([]);
  });
});
