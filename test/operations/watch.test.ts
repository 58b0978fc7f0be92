import { watchCommand } from '../../src/cli/commands/watch';
import type { Change } from '../../src/operations/watch/changes';
import { linesShown } from '../docs/pages';
import { Session, type Surroundings } from './support/session';
import { ALIAS, at, CANARY, cleanUp, deployment, event, shop } from './support/shop';
import { AwsError } from './support/wire';

afterAll(cleanUp);

type Shop = Awaited<ReturnType<typeof shop>>;
const STACK = ['--stack', 'shop'];

/** An update that begins at 10:00; nothing has moved yet. */
async function updating(): Promise<Shop> {
  const of = await shop();
  event(of.stack, 0, 'UPDATE_IN_PROGRESS');
  of.stack.status = 'UPDATE_IN_PROGRESS';
  return of;
}

function ends(of: Shop, minute: number, status: string): void {
  event(of.stack, minute, status);
  of.stack.status = status;
}

/** Minutes of a canary: it is created, traffic moves, all of it has, the hooks are done, the stack is. */
const LEISURELY = [1, 2, 4, 4.5, 5] as const;
const SHORT = [1.8, 2, 2.4, 2.5, 2.6] as const;

async function canary(surroundings: Surroundings = {}, [made, first, all, done, end] = surroundings.live ? SHORT : LEISURELY) {
  const of = await updating();
  const { account } = of;
  account.configs.set(CANARY, { type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage: 10, canaryInterval: 2 } });
  const session = new Session(account, { minute: made - 0.5, ...surroundings })
    .when(made, () => deployment(account, { percent: 0, created: at(made), before: ['InProgress', at(made)], traffic: ['Pending'] }))
    .when(first, () => deployment(account, { created: at(made), percent: 10, traffic: ['InProgress', at(first)] }))
    .when(all, () =>
      deployment(account, { created: at(made), percent: 100, traffic: ['Succeeded', at(first), at(all)], after: ['InProgress', at(all)] }),
    )
    .when(done, () => {
      const events = { traffic: ['Succeeded', at(first), at(all)], after: ['Succeeded', at(all), at(done)] } as const;
      deployment(account, { created: at(made), percent: 100, status: 'Succeeded', ended: at(done), ...events });
      account.aliases.set('shop-Checkout:live', { Name: 'live', FunctionVersion: '8' });
    })
    .when(end, () => ends(of, end, 'UPDATE_COMPLETE'));
  return { of, session };
}

/** A canary that an alarm stops at 10:05. */
async function alarmed(surroundings: Surroundings = {}): Promise<Session> {
  const of = await updating();
  const { account } = of;
  const error = ['ALARM_ACTIVE', 'One or more alarms have been activated'] as const;
  const name = 'shop-CheckoutVersionErrorsAlarm';
  deployment(account);
  return new Session(account, { minute: surroundings.live ? 4.8 : 2, ...surroundings })
    .when(4.9, () => account.alarms.set(name, { AlarmName: name, StateValue: 'ALARM', StateUpdatedTimestamp: at(4.9) }))
    .when(5, () =>
      deployment(account, {
        status: 'Stopped',
        ended: at(5),
        error,
        rolledBackBy: 'd-ROLLBACK1',
        traffic: ['Failed', at(2), at(5)],
        after: ['Skipped'],
      }),
    )
    .when(5.2, () =>
      deployment(account, { id: 'd-ROLLBACK1', created: at(5.1), from: '8', to: '7', percent: 0, rollbackOf: 'd-CHECKOUT8' }),
    )
    .when(6, () => {
      deployment(account, {
        id: 'd-ROLLBACK1',
        status: 'Succeeded',
        created: at(5.1),
        ended: at(6),
        from: '8',
        to: '7',
        percent: 100,
        rollbackOf: 'd-CHECKOUT8',
      });
      event(of.stack, 6, 'UPDATE_FAILED', ALIAS, 'Rollback successful');
      ends(of, 6, 'UPDATE_ROLLBACK_IN_PROGRESS');
    })
    .when(7, () => ends(of, 7, 'UPDATE_ROLLBACK_COMPLETE'));
}

describe('a line for each change', () => {
  test('of a canary that succeeds', async () => {
    const { session } = await canary();
    const { code, stdout, stderr } = await session.run(watchCommand, ...STACK);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toEqual([
      '2026-03-01T10:00:30Z  shop  UPDATE_IN_PROGRESS',
      '2026-03-01T10:01:00Z  Checkout:live  d-CHECKOUT8 in progress, version 7 → 8, Canary10Percent2Minutes',
      '2026-03-01T10:01:00Z  Checkout:live  BeforeAllowTraffic shop-Smoke: InProgress',
      '2026-03-01T10:02:00Z  Checkout:live  BeforeAllowTraffic shop-Smoke: Succeeded',
      '2026-03-01T10:02:00Z  Checkout:live  10% of traffic on version 8; 100% at 10:04:00Z',
      '2026-03-01T10:04:00Z  Checkout:live  AfterAllowTraffic shop-CheckoutPostTrafficChecks: InProgress',
      '2026-03-01T10:04:00Z  Checkout:live  100% of traffic on version 8',
      '2026-03-01T10:04:30Z  Checkout:live  AfterAllowTraffic shop-CheckoutPostTrafficChecks: Succeeded',
      '2026-03-01T10:04:30Z  Checkout:live  d-CHECKOUT8 succeeded',
      '2026-03-01T10:05:00Z  shop  UPDATE_COMPLETE',
      '2026-03-01T10:05:00Z  shop  succeeded',
    ]);
  });

  test('of a canary that an alarm stops', async () => {
    const { code, stdout, stderr } = await (await alarmed()).run(watchCommand, ...STACK);
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(linesShown('docs/operations.md', '2026-03-01T10:02:00Z')));
    expect(code).toBe(1);
    expect(stderr).toBe('To find out why: safedeploy why --stack shop\n');
    expect(stdout.trimEnd().split('\n')).toEqual([
      '2026-03-01T10:02:00Z  shop  UPDATE_IN_PROGRESS',
      '2026-03-01T10:02:00Z  Checkout:live  d-CHECKOUT8 in progress, version 7 → 8, Canary10Percent10Minutes',
      '2026-03-01T10:02:00Z  Checkout:live  BeforeAllowTraffic shop-Smoke: Succeeded',
      '2026-03-01T10:02:00Z  Checkout:live  10% of traffic on version 8; 100% at 10:12:00Z',
      '2026-03-01T10:04:55Z  Checkout:live  alarm shop-CheckoutVersionErrorsAlarm: OK → ALARM',
      '2026-03-01T10:05:00Z  Checkout:live  AfterAllowTraffic shop-CheckoutPostTrafficChecks: Skipped',
      '2026-03-01T10:05:00Z  Checkout:live  d-CHECKOUT8 stopped: ALARM_ACTIVE, One or more alarms have been activated',
      '2026-03-01T10:05:15Z  Checkout:live  rollback d-ROLLBACK1 in progress, version 8 → 7',
      '2026-03-01T10:06:00Z  shop  UPDATE_ROLLBACK_IN_PROGRESS',
      '2026-03-01T10:06:00Z  Checkout:live  rollback d-ROLLBACK1 succeeded',
      '2026-03-01T10:06:00Z  CheckoutAliaslive  UPDATE_FAILED (AWS::Lambda::Alias): Rollback successful',
      '2026-03-01T10:07:00Z  shop  UPDATE_ROLLBACK_COMPLETE',
      '2026-03-01T10:07:00Z  shop  failed',
    ]);
  });

  test('as JSON, one object for each', async () => {
    const { stdout } = await (await alarmed()).run(watchCommand, ...STACK, '--json');
    const changes = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Change);
    expect(changes.map(({ kind }) => kind)).toEqual([
      ...[
        'stack',
        'deployment',
        'hook',
        'traffic',
        'alarm',
        'hook',
        'deployment',
        'rollback',
        'stack',
        'rollback',
        'failure',
        'stack',
        'end',
      ],
    ]);
    expect(changes[3]).toEqual({
      at: at(2).toISOString(),
      function: 'Checkout',
      alias: 'live',
      kind: 'traffic',
      version: '8',
      percent: 10,
      before: null,
      next: { percent: 100, at: at(12).toISOString() },
    });
    expect(changes.at(-1)).toEqual({ at: at(7).toISOString(), kind: 'end', stack: 'shop', outcome: 'failed' });
  });
});

describe('on a terminal', () => {
  const frameAt = (frames: readonly string[], words: string) => frames.find((frame) => frame.includes(words))?.split('\n');

  test('each function that moves has a picture, with the time to the next step', async () => {
    const { session } = await canary({ live: true, columns: 80 });
    const { code, stdout, frames } = await session.run(watchCommand, ...STACK);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(frameAt(frames, 'in 1m 50s')).toEqual([
      'shop  UPDATE_IN_PROGRESS  for 2m 10s',
      '',
      'Search:live  3  no deployment',
      '',
      'Checkout:live  Canary10Percent2Minutes',
      '  traffic  7 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░████ 8  10%, 100% in 1m 50s',
      '  hooks    BeforeAllowTraffic shop-Smoke passed',
      '           AfterAllowTraffic shop-CheckoutPostTrafficChecks pending',
      '  alarms   OK shop-CheckoutAliasErrorsAlarm',
      '           OK shop-CheckoutVersionErrorsAlarm',
      '  d-CHECKOUT8 in progress  22s',
    ]);
    expect(frames.at(-1)?.split('\n')).toEqual([
      'shop  UPDATE_COMPLETE  0s ago',
      '',
      'Search:live  3  no deployment',
      '',
      'Checkout:live  Canary10Percent2Minutes',
      '  traffic  7 ███████████████████████████████████ 8  100%',
      '  hooks    BeforeAllowTraffic shop-Smoke passed',
      '           AfterAllowTraffic shop-CheckoutPostTrafficChecks passed',
      '  alarms   OK shop-CheckoutAliasErrorsAlarm',
      '           OK shop-CheckoutVersionErrorsAlarm',
      '  d-CHECKOUT8 succeeded',
    ]);
  });

  test('it is drawn every second, and asks AWS every other', async () => {
    const { session } = await canary({ live: true });
    const { frames, actions, ended } = await session.run(watchCommand, ...STACK);
    const looks = actions.filter((action) => action === 'cloudformation:DescribeStacks').length;
    expect(looks).toBe((60 * (ended - 1.3)) / 2 + 1);
    expect(frames.length).toBeGreaterThan(1.4 * looks);
  });

  test('what was stopped is red, and says what happens to it', async () => {
    const { code, frames } = await (await alarmed({ live: true, columns: 80, colours: true })).run(watchCommand, ...STACK);
    expect(code).toBe(1);
    const stopped = frameAt(frames, 'rolling back') ?? [];
    expect(stopped.at(-1)).toBe('  \u001b[33md-CHECKOUT8 stopped (ALARM_ACTIVE), rolling back\u001b[39m');
    expect(stopped.some((line) => line.includes('\u001b[31mALARM\u001b[39m shop-CheckoutVersionErrorsAlarm'))).toBe(true);
    expect(frames.at(-1)?.split('\n').at(-1)).toContain('\u001b[31md-CHECKOUT8 stopped (ALARM_ACTIVE), rolled back');
  });

  test('a narrow one breaks no line', async () => {
    const { session } = await canary({ live: true, columns: 40 });
    const { frames } = await session.run(watchCommand, ...STACK);
    const longest = Math.max(...frames.flatMap((frame) => frame.split('\n').map((line) => [...line].length)));
    expect(longest).toBeLessThanOrEqual(40);
  });
});

describe('how it ends', () => {
  test('where nothing runs, as the last operation did', async () => {
    const of = await shop();
    event(of.stack, 0, 'UPDATE_IN_PROGRESS');
    ends(of, 1, 'UPDATE_COMPLETE');
    expect((await new Session(of.account).run(watchCommand, ...STACK)).code).toBe(0);
    ends(of, 2, 'UPDATE_ROLLBACK_COMPLETE');
    expect((await new Session(of.account).run(watchCommand, ...STACK)).code).toBe(1);
    ends(of, 3, 'UPDATE_ROLLBACK_FAILED');
    expect((await new Session(of.account).run(watchCommand, ...STACK)).code).toBe(1);
  });

  test('a deployment that failed without CloudFormation counts as well', async () => {
    const of = await shop();
    event(of.stack, 0, 'UPDATE_IN_PROGRESS');
    ends(of, 0.5, 'UPDATE_COMPLETE');
    deployment(of.account, { status: 'Failed', created: at(1), ended: at(3), error: ['HOOK_EXECUTION_FAILURE', ''] });
    expect((await new Session(of.account, { minute: 9 }).run(watchCommand, ...STACK)).code).toBe(1);
  });

  test('a deployment of an earlier operation does not count', async () => {
    const of = await shop();
    deployment(of.account, { status: 'Failed', created: at(-9), ended: at(-8), error: ['HOOK_EXECUTION_FAILURE', ''] });
    event(of.stack, 0, 'UPDATE_IN_PROGRESS');
    ends(of, 1, 'UPDATE_COMPLETE');
    const { code, stdout } = await new Session(of.account).run(watchCommand, ...STACK);
    expect(code).toBe(0);
    expect(stdout).not.toContain('d-CHECKOUT8');
  });

  test('a stopped deployment is watched until its rollback has begun and ended', async () => {
    const of = await shop();
    deployment(of.account, { status: 'Stopped', ended: at(5), error: ['MANUAL_STOP', ''] });
    const session = new Session(of.account, { minute: 5 })
      .when(5.1, () =>
        deployment(of.account, { id: 'd-ROLLBACK1', created: at(5.1), from: '8', to: '7', percent: 0, rollbackOf: 'd-CHECKOUT8' }),
      )
      .when(6, () =>
        deployment(of.account, {
          id: 'd-ROLLBACK1',
          status: 'Succeeded',
          created: at(5.1),
          ended: at(6),
          from: '8',
          to: '7',
          rollbackOf: 'd-CHECKOUT8',
        }),
      );
    const { stdout, ended } = await session.run(watchCommand, ...STACK);
    expect(stdout).toContain('rollback d-ROLLBACK1 succeeded');
    expect(ended).toBe(6);
  });

  test('a stack that is deleted meanwhile', async () => {
    const of = await updating();
    of.stack.status = 'DELETE_IN_PROGRESS';
    const session = new Session(of.account, { minute: 0 }).when(1, () => {
      of.stack.status = 'DELETE_COMPLETE';
      of.account.faults.push(({ action, input }) =>
        action === 'cloudformation:DescribeStacks' && input.StackName === 'shop'
          ? new AwsError('ValidationError', 'Stack with id shop does not exist')
          : undefined,
      );
    });
    expect(await session.run(watchCommand, ...STACK)).toMatchObject({ code: 0, stderr: '' });
  });

  test('a stack that has nothing but a change set was never deployed', async () => {
    const of = await shop();
    of.stack.status = 'REVIEW_IN_PROGRESS';
    const { code, stderr } = await new Session(of.account).run(watchCommand, ...STACK);
    expect(code).toBe(3);
    expect(stderr).toContain('error SD1311');
  });
});

describe('--wait', () => {
  test('waits for a deployment to begin', async () => {
    const of = await shop();
    event(of.stack, -9, 'UPDATE_IN_PROGRESS');
    ends(of, -8, 'UPDATE_COMPLETE');
    const session = new Session(of.account, { minute: 0 })
      .when(1, () => ends(of, 1, 'UPDATE_IN_PROGRESS'))
      .when(2, () => ends(of, 2, 'UPDATE_COMPLETE'));
    const { code, ended } = await session.run(watchCommand, ...STACK, '--wait', '120');
    expect({ code, ended }).toEqual({ code: 0, ended: 2 });
  });

  test('and sees one that is over between two looks', async () => {
    const of = await shop();
    ends(of, -8, 'UPDATE_COMPLETE');
    const session = new Session(of.account, { minute: 0 }).when(1, () => {
      event(of.stack, 1, 'UPDATE_IN_PROGRESS');
      event(of.stack, 1.01, 'UPDATE_COMPLETE');
      of.stack.updated = at(1);
    });
    expect(await session.run(watchCommand, ...STACK, '--wait', '120')).toMatchObject({ code: 0, ended: 1 });
  });

  test('gives up', async () => {
    const of = await shop();
    const { code, stderr, ended } = await new Session(of.account, { minute: 0 }).run(watchCommand, ...STACK, '--wait', '120');
    expect({ code, ended }).toEqual({ code: 3, ended: 2 });
    expect(stderr).toContain('error SD1311  No deployment of the stack shop started within 120 seconds.');
  });

  test.each(['soon', '-1', '1.5'])('takes a number, not %s', async (wait) => {
    const of = await shop();
    const { code, stderr } = await new Session(of.account).run(watchCommand, ...STACK, `--wait=${wait}`);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('--wait must be a whole number.') });
  });
});

test('Ctrl-C leaves the deployment alone, and says so', async () => {
  const { session, of } = await canary();
  session.when(3, session.interrupt);
  const { code, stderr, stdout } = await session.run(watchCommand, ...STACK);
  expect(code).toBe(130);
  expect(stderr).toBe('Stopped watching. The deployment continues. To stop it, run safedeploy abort.\n');
  expect(stdout).toContain('shop  no longer watched');
  expect(of.account.stopped).toEqual([]);
});

describe('while it watches', () => {
  test('a service that fails for a while is no reason to stop', async () => {
    const { session, of } = await canary();
    let isDown = false;
    of.account.faults.push(({ action }) =>
      isDown && action === 'cloudformation:DescribeStacks' ? new AwsError('ValidationError', 'does not work', 501) : undefined,
    );
    session.when(2.5, () => {
      isDown = true;
    });
    session.when(3.5, () => {
      isDown = false;
    });
    of.account.faults.push(({ action }) =>
      isDown && action === 'codedeploy:BatchGetDeploymentTargets' ? new AwsError('AccessDeniedException', 'no') : undefined,
    );
    expect((await session.run(watchCommand, ...STACK)).code).toBe(0);
  });

  test('expired credentials end it, and nobody knows how the deployment goes', async () => {
    const { session, of } = await canary();
    session.when(5, () =>
      of.account.faults.push(() => new AwsError('ExpiredToken', 'The security token included in the request is expired', 403)),
    );
    const { code, stderr } = await session.run(watchCommand, ...STACK);
    expect(code).toBe(3);
    expect(stderr).toContain('error SD1312  The deployment can no longer be followed: ');
    expect(stderr).toContain('expired');
    expect(stderr).toContain('The deployment itself continues.');
  });

  test('a few calls a look, however long it takes', async () => {
    const { session } = await canary();
    const { actions } = await session.run(watchCommand, ...STACK);
    const looks = actions.filter((action) => action === 'cloudformation:DescribeStacks').length;
    const calls = actions.filter((action) => action.startsWith('codedeploy:') || action.startsWith('lambda:')).length;
    expect(calls / looks).toBeLessThan(3);
  });
});
