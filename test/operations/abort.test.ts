import { abortCommand } from '../../src/cli/commands/abort';
import { Session, type Surroundings } from './support/session';
import { ALIAS, at, CANARY, cleanUp, deployment, event, shop } from './support/shop';
import { AwsError } from './support/wire';

afterAll(cleanUp);

type Shop = Awaited<ReturnType<typeof shop>>;

/** A canary of Checkout in an update of the stack. Who stops it, sees it go back. */
async function running(surroundings: Surroundings = {}): Promise<{ of: Shop; session: Session }> {
  const of = await shop();
  event(of.stack, 0, 'UPDATE_IN_PROGRESS');
  of.stack.status = 'UPDATE_IN_PROGRESS';
  deployment(of.account);
  const session = new Session(of.account, { minute: 5, ...surroundings }).when(5.05, () => {
    if (!of.account.stopped.includes('d-CHECKOUT8')) return;
    deployment(of.account, {
      status: 'Stopped',
      ended: at(5),
      error: ['MANUAL_STOP', 'Deployment was stopped'],
      rolledBackBy: 'd-ROLLBACK1',
    });
    deployment(of.account, {
      id: 'd-ROLLBACK1',
      status: 'Succeeded',
      created: at(5),
      ended: at(5.05),
      from: '8',
      to: '7',
      percent: 100,
      rollbackOf: 'd-CHECKOUT8',
    });
    event(of.stack, 5.05, 'UPDATE_FAILED', ALIAS, 'Rollback successful');
    event(of.stack, 5.05, 'UPDATE_ROLLBACK_IN_PROGRESS');
    of.stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  });
  session.when(6, () => {
    event(of.stack, 6, 'UPDATE_ROLLBACK_COMPLETE');
    of.stack.status = 'UPDATE_ROLLBACK_COMPLETE';
  });
  return { of, session };
}

const PLAN = [
  'This stops:',
  '  Checkout:live  d-CHECKOUT8  version 8 has 10% of traffic; all of it returns to version 7',
  '',
  'CloudFormation then rolls back the whole update of shop, including everything else that it changed.',
  'Traffic returns within seconds. Rolling back the stack is reported to take up to half an hour.',
  '',
];

test('shows what will happen, asks, stops with a rollback, and watches', async () => {
  const { of, session } = await running({ answer: 'y', columns: 110 });
  const { code, stdout, stderr, question } = await session.run(abortCommand, '--stack', 'shop');
  expect(stderr.trimEnd().split('\n')).toEqual(PLAN.slice(0, -1));
  expect(question).toBe('Stop it? [y/N] ');
  expect(of.account.stopped).toEqual(['d-CHECKOUT8']);
  expect(code).toBe(0);
  expect(stdout).toContain('d-CHECKOUT8 stopped: MANUAL_STOP');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('2026-03-01T10:06:00Z  shop  rolled back');
});

test.each(['n', '', 'no', 'yess'])('the answer %j stops nothing', async (answer) => {
  const { of, session } = await running({ answer });
  const { code, stderr, stdout } = await session.run(abortCommand, '--stack', 'shop');
  expect({ code, stdout, stopped: of.account.stopped }).toEqual({ code: 1, stdout: '', stopped: [] });
  expect(stderr).toContain('Nothing was stopped.');
});

test('where nobody can be asked it takes --yes', async () => {
  const { of, session } = await running();
  const refused = await session.run(abortCommand, '--stack', 'shop');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('error SD1322');
  expect(of.account.stopped).toEqual([]);
  expect(await session.run(abortCommand, '--stack', 'shop', '--yes')).toMatchObject({ code: 0, question: undefined });
  expect(of.account.stopped).toEqual(['d-CHECKOUT8']);
});

test('--json is what watch writes', async () => {
  const { session } = await running();
  const { stdout } = await session.run(abortCommand, '--stack', 'shop', '--yes', '--json');
  expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toEqual({
    at: at(6).toISOString(),
    kind: 'end',
    stack: 'shop',
    outcome: 'rolledBack',
  });
});

test('a rollback that does not come to its end is no success', async () => {
  const { of, session } = await running();
  session.when(6, () => {
    of.stack.status = 'UPDATE_ROLLBACK_FAILED';
  });
  const { code, stderr } = await session.run(abortCommand, '--stack', 'shop', '--yes');
  expect(code).toBe(1);
  expect(stderr).toContain('To find out why: safedeploy why --stack shop');
});

test('an alias that did not go back is no success', async () => {
  const { of, session } = await running();
  session.when(5.9, () =>
    of.account.aliases.set('shop-Checkout:live', {
      Name: 'live',
      FunctionVersion: '7',
      RoutingConfig: { AdditionalVersionWeights: { 8: 0.1 } },
    }),
  );
  session.when(5.95, () => {
    of.stack.updated = at(5.95);
    of.stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  });
  expect((await session.run(abortCommand, '--stack', 'shop', '--yes')).code).toBe(1);
});

describe('two functions at once', () => {
  async function both(): Promise<{ of: Shop; session: Session }> {
    const made = await running();
    const { account } = made.of;
    made.of.stack.resources.push({
      LogicalResourceId: 'SearchDeploymentGroup',
      PhysicalResourceId: 'shop-SearchDeploymentGroup',
      ResourceType: 'AWS::CodeDeploy::DeploymentGroup',
      ResourceStatus: 'CREATE_COMPLETE',
    });
    account.groups.set('shop-SearchDeploymentGroup', { deploymentConfigName: CANARY });
    deployment(account, { id: 'd-SEARCH004', group: 'shop-SearchDeploymentGroup', from: '3', to: '4' });
    made.session.when(5.05, () => {
      const end = { status: 'Failed', ended: at(5.05), group: 'shop-SearchDeploymentGroup', from: '3', to: '4' } as const;
      deployment(account, { id: 'd-SEARCH004', ...end });
    });
    return made;
  }

  test('both go', async () => {
    const { of, session } = await both();
    const { code, stderr } = await session.run(abortCommand, '--stack', 'shop', '--yes');
    expect(of.account.stopped).toEqual(['d-CHECKOUT8', 'd-SEARCH004']);
    expect(stderr).toContain('  Search:live    d-SEARCH004  version 4 has 10% of traffic; all of it returns to version 3');
    expect(code).toBe(0);
  });

  test.each(['Checkout', 'shop-Checkout'])('one is chosen by %s, and the other is named', async (name) => {
    const { of, session } = await both();
    const { stderr } = await session.run(abortCommand, '--stack', 'shop', '--function', name, '--yes');
    expect(of.account.stopped).toEqual(['d-CHECKOUT8']);
    expect(stderr.replace(/\s+/g, ' ')).toContain('That includes Search.');
  });

  test('one that has ended by itself is said, the other is watched', async () => {
    const { of, session } = await both();
    of.account.faults.push(({ action, input }) =>
      action === 'codedeploy:StopDeployment' && input.deploymentId === 'd-SEARCH004'
        ? new AwsError('DeploymentAlreadyCompletedException', 'The deployment d-SEARCH004 is already completed')
        : undefined,
    );
    const { code, stdout, stderr } = await session.run(abortCommand, '--stack', 'shop', '--yes');
    expect(code).toBe(1);
    expect(stdout).toContain('shop  rolled back');
    expect(stderr).toContain(
      'error SD1323  CodeDeploy did not stop every deployment: d-SEARCH004: The deployment d-SEARCH004 is already completed',
    );
  });
});

test('nothing runs', async () => {
  const of = await shop();
  deployment(of.account, { status: 'Succeeded', ended: at(3) });
  const { code, stderr } = await new Session(of.account).run(abortCommand, '--stack', 'shop', '--yes');
  expect(code).toBe(1);
  expect(stderr).toContain('error SD1321  No deployment of the stack shop is in progress.');
});

test('a function that the stack does not have', async () => {
  const { of, session } = await running();
  const { code, stderr } = await session.run(abortCommand, '--stack', 'shop', '--function', 'Chekout', '--yes');
  expect({ code, stopped: of.account.stopped }).toEqual({ code: 2, stopped: [] });
  expect(stderr).toContain('error SD1308  The stack shop has no function Chekout. Did you mean Checkout?');
});

test('a deployment that CloudFormation has no part in', async () => {
  const of = await shop();
  deployment(of.account);
  const session = new Session(of.account, { minute: 5 }).when(5.1, () => {
    deployment(of.account, { status: 'Stopped', ended: at(5.1), error: ['MANUAL_STOP', ''], rolledBackBy: 'd-ROLLBACK1' });
    deployment(of.account, {
      id: 'd-ROLLBACK1',
      status: 'Succeeded',
      created: at(5.1),
      ended: at(5.1),
      from: '8',
      to: '7',
      rollbackOf: 'd-CHECKOUT8',
    });
  });
  const { code, stderr } = await session.run(abortCommand, '--stack', 'shop', '--yes');
  expect(code).toBe(0);
  expect(stderr).toContain('The stack shop is not being updated, so only the alias changes.');
});

test('without the right to stop', async () => {
  const { of, session } = await running();
  of.account.deny('codedeploy:StopDeployment');
  const { code, stderr } = await session.run(abortCommand, '--stack', 'shop', '--yes');
  expect(code).toBe(1);
  expect(stderr).toContain('is not authorized to perform: codedeploy:StopDeployment');
});
