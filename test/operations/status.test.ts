import { statusCommand } from '../../src/cli/commands/status';
import type { FunctionState, Rollout } from '../../src/operations/rollout/model';
import { linesShown } from '../docs/pages';
import { Session, type Surroundings } from './support/session';
import { at, CANARY, cleanUp, deployment, event, stack as makeStack, processed, shop } from './support/shop';

afterAll(cleanUp);

type Shop = Awaited<ReturnType<typeof shop>>;
const status = (of: Shop, surroundings: Surroundings = {}, ...args: string[]) =>
  new Session(of.account, surroundings).run(statusCommand, '--stack', 'shop', ...args);
const json = async (of: Shop, surroundings: Surroundings = {}): Promise<Rollout> =>
  JSON.parse((await status(of, surroundings, '--json')).stdout);
const checkout = ({ functions }: Rollout): FunctionState => {
  const found = functions.find(({ id }) => id.endsWith('Checkout'));
  if (!found) throw new Error('there is no Checkout');
  return found;
};
const lines = (text: string) => text.trimEnd().split('\n');

async function updating(): Promise<Shop> {
  const of = await shop();
  event(of.stack, 0, 'UPDATE_IN_PROGRESS');
  of.stack.status = 'UPDATE_IN_PROGRESS';
  return of;
}

async function stopped(): Promise<Shop> {
  const of = await shop();
  event(of.stack, 0, 'UPDATE_IN_PROGRESS');
  event(of.stack, 5, 'UPDATE_ROLLBACK_COMPLETE');
  of.stack.status = 'UPDATE_ROLLBACK_COMPLETE';
  const error = ['ALARM_ACTIVE', 'One or more alarms have been activated'] as const;
  deployment(of.account, { status: 'Stopped', ended: at(3), error, rolledBackBy: 'd-ROLLBACK1', traffic: ['Failed', at(2), at(3)] });
  deployment(of.account, {
    id: 'd-ROLLBACK1',
    status: 'Succeeded',
    created: at(3),
    ended: at(4),
    from: '8',
    to: '7',
    percent: 100,
    rollbackOf: 'd-CHECKOUT8',
  });
  of.account.alarms.set('shop-CheckoutVersionErrorsAlarm', { AlarmName: 'shop-CheckoutVersionErrorsAlarm', StateValue: 'ALARM' });
  return of;
}

describe('one line for each function', () => {
  test('while a canary runs', async () => {
    const of = await updating();
    deployment(of.account);
    const { stdout, stderr, code } = await status(of);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(linesShown('docs/operations.md', 'shop ')).toEqual(lines(stdout));
    expect(lines(stdout)).toEqual([
      'shop  UPDATE_IN_PROGRESS  for 5m',
      '',
      'FUNCTION  ALIAS  VERSIONS      SCHEDULE                              HOOKS                         ALARMS  LAST DEPLOYMENT',
      'Checkout  live   7 90%, 8 10%  Canary10Percent10Minutes, 100% in 7m  before passed, after pending  2 OK    d-CHECKOUT8 in progress for 4m',
      'Search    live   3             None                                  -                             -       no deployment',
    ]);
  });

  test('after an alarm has stopped one', async () => {
    expect(lines((await status(await stopped(), { minute: 8 })).stdout)).toEqual(
      [
        'shop  UPDATE_ROLLBACK_COMPLETE  3m ago',
        '',
        'FUNCTION  ALIAS  VERSIONS  SCHEDULE                  HOOKS                         ALARMS                                       LAST DEPLOYMENT',
        'Checkout  live   7         Canary10Percent10Minutes  before passed, after not run  ALARM shop-CheckoutVersionErrorsAlarm, 1 OK  d-CHECKOUT8 stopped (ALARM_ACTIVE), rolled back 5m ago',
        'Search    live   3         None                      -                             -                                            no deployment',
      ].map((line) =>
        line.replace('Alarm                                        LAST', 'Alarm                                        LAST'),
      ),
    );
  });

  test('is cut on a terminal, and only there', async () => {
    const of = await updating();
    deployment(of.account);
    const narrow = lines((await status(of, { columns: 60, live: true })).stdout);
    expect(narrow.every((line) => [...line].length <= 60)).toBe(true);
    expect(narrow[3]).toBe('Checkout  live   7 90%, 8 10%  Canary10Percent10Minutes, 10…');
    expect(lines((await status(of, { columns: 60 })).stdout)[3]).toContain('d-CHECKOUT8');
  });

  test('has colours on a terminal', async () => {
    const { stdout } = await status(await stopped(), { colours: true });
    expect(stdout).toContain('\u001b[31mALARM shop-CheckoutVersionErrorsAlarm\u001b[39m');
    expect(stdout).toContain('\u001b[31mUPDATE_ROLLBACK_COMPLETE\u001b[39m');
  });

  test('where there is none', async () => {
    const of = await shop();
    of.stack.resources.length = 0;
    expect(lines((await status(of)).stdout).at(-1)).toBe('The stack has no function aliases.');
  });
});

describe('what it knows', () => {
  test('of a running deployment', async () => {
    const of = await updating();
    deployment(of.account);
    const rollout = await json(of);
    expect(rollout.stack).toEqual({
      name: 'shop',
      id: of.stack.id,
      region: 'eu-north-1',
      status: 'UPDATE_IN_PROGRESS',
      reason: null,
      began: at(0).toISOString(),
      ended: null,
    });
    expect(rollout.unread).toEqual([]);
    expect(checkout(rollout)).toMatchObject({
      name: 'shop-Checkout',
      alias: 'live',
      versions: [
        { version: '7', percent: 90 },
        { version: '8', percent: 10 },
      ],
      schedule: {
        steps: [
          { minute: 0, percent: 10 },
          { minute: 10, percent: 100 },
        ],
      },
      hooks: [
        { event: 'BeforeAllowTraffic', function: 'shop-Smoke', status: 'Succeeded' },
        { event: 'AfterAllowTraffic', function: 'shop-CheckoutPostTrafficChecks', status: 'Pending' },
      ],
      deployment: {
        id: 'd-CHECKOUT8',
        status: 'InProgress',
        from: '7',
        to: '8',
        percent: 10,
        next: { percent: 100, at: at(12).toISOString() },
      },
      rollback: null,
    });
  });

  test('CodeDeploy counts while it runs, the alias afterwards', async () => {
    const of = await updating();
    of.account.aliases.set('shop-Checkout:live', {
      Name: 'live',
      FunctionVersion: '7',
      RoutingConfig: { AdditionalVersionWeights: { 8: 0.07 } },
    });
    deployment(of.account, { percent: 10 });
    expect(checkout(await json(of)).versions).toEqual([
      { version: '7', percent: 90 },
      { version: '8', percent: 10 },
    ]);
    deployment(of.account, { status: 'Stopped', ended: at(4) });
    expect(checkout(await json(of)).versions).toEqual([
      { version: '7', percent: 93 },
      { version: '8', percent: 7 },
    ]);
  });

  test('a weight that is a fraction is one', async () => {
    const of = await updating();
    deployment(of.account, { percent: 0.1 });
    expect(checkout(await json(of)).deployment?.percent).toBe(10);
  });

  test('the last deployment that somebody wanted, and what took it back', async () => {
    const { deployment: last, rollback } = checkout(await json(await stopped()));
    expect(last).toMatchObject({ id: 'd-CHECKOUT8', error: { code: 'ALARM_ACTIVE' }, rolledBackBy: 'd-ROLLBACK1', next: null });
    expect(rollback).toMatchObject({ id: 'd-ROLLBACK1', status: 'Succeeded', rollbackOf: 'd-CHECKOUT8' });
  });

  test('a rollback that runs moves the traffic', async () => {
    const of = await updating();
    deployment(of.account, { status: 'Stopped', ended: at(3), rolledBackBy: 'd-ROLLBACK1' });
    deployment(of.account, { id: 'd-ROLLBACK1', created: at(3), from: '8', to: '7', percent: 60, rollbackOf: 'd-CHECKOUT8' });
    expect(checkout(await json(of)).versions).toEqual([
      { version: '8', percent: 40 },
      { version: '7', percent: 60 },
    ]);
  });

  test.each([3, 30, 300])('the last deployment of %d days ago', async (days) => {
    const of = await shop();
    for (const [index, age] of [days + 2, days, days + 1].entries()) {
      deployment(of.account, { id: `d-${index}`, status: 'Succeeded', created: at(-age * 24 * 60), ended: at(-age * 24 * 60) });
    }
    expect(checkout(await json(of)).deployment?.id).toBe('d-1');
  });

  test('alarms that are ignored', async () => {
    const of = await shop();
    of.account.groups.get('shop-CheckoutDeploymentGroup').alarmConfiguration.enabled = false;
    expect(checkout(await json(of)).ignoresAlarms).toBe(true);
    expect((await status(of)).stdout).toContain('ignored');
  });

  test('composite alarms, and alarms that are not there', async () => {
    const of = await shop();
    of.account.alarms.set('shop-CheckoutAliasErrorsAlarm', {
      AlarmName: 'shop-CheckoutAliasErrorsAlarm',
      StateValue: 'OK',
      composite: true,
    });
    of.account.alarms.delete('shop-CheckoutVersionErrorsAlarm');
    expect(checkout(await json(of)).alarms.map(({ state }) => state)).toEqual(['OK', null]);
  });

  test('a custom schedule by what it does, not by its name', async () => {
    const of = await shop();
    of.account.groups.get('shop-CheckoutDeploymentGroup').deploymentConfigName = 'shop-Config-1A2B';
    of.account.configs.set('shop-Config-1A2B', { type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 40, linearInterval: 7 } });
    expect(checkout(await json(of)).schedule).toEqual({
      name: 'Linear40PercentEvery7Minutes',
      steps: [
        { minute: 0, percent: 40 },
        { minute: 7, percent: 80 },
        { minute: 14, percent: 100 },
      ],
    });
  });

  test('no parameter, no credential', async () => {
    const of = await stopped();
    for (const { stdout, stderr } of [await status(of), await status(of, {}, '--json')]) {
      expect(stdout + stderr).not.toMatch(/never-to-be-seen|not-to-be-shown|of-this-test|AKIA/);
    }
  });
});

describe('a stack of stacks', () => {
  async function nested(): Promise<Shop> {
    const of = await shop();
    const outer = of.stack;
    const inner = makeStack(of.account, 'shop-Orders-1A2B', await processed());
    for (const name of ['Checkout', 'Search'])
      of.account.aliases.set(`shop-Orders-1A2B-${name}:live`, { Name: 'live', FunctionVersion: '1' });
    outer.resources.push({
      LogicalResourceId: 'Orders',
      PhysicalResourceId: inner.id,
      ResourceType: 'AWS::CloudFormation::Stack',
      ResourceStatus: 'CREATE_COMPLETE',
    });
    return of;
  }

  test('shows the functions of all, with their paths', async () => {
    expect((await json(await nested())).functions.map(({ id }) => id)).toEqual(['Checkout', 'Search', 'Orders/Checkout', 'Orders/Search']);
  });

  test('asks each group of a nested stack', async () => {
    const of = await nested();
    of.account.groups.set('shop-Orders-1A2B-CheckoutDeploymentGroup', { deploymentConfigName: CANARY });
    deployment(of.account, { id: 'd-INNER', group: 'shop-Orders-1A2B-CheckoutDeploymentGroup' });
    const { functions } = await json(of);
    expect(functions.map(({ deployment: last }) => last?.id)).toEqual([undefined, undefined, 'd-INNER', undefined]);
  });
});

test('more than a hundred resources', async () => {
  const of = await shop();
  for (let i = 0; i < 240; i++) {
    of.stack.resources.unshift({
      LogicalResourceId: `Topic${i}`,
      PhysicalResourceId: `t${i}`,
      ResourceType: 'AWS::SNS::Topic',
      ResourceStatus: 'CREATE_COMPLETE',
    });
  }
  expect((await json(of)).functions.map(({ id }) => id)).toEqual(['Checkout', 'Search']);
});

test('what CloudFormation has deleted is not there', async () => {
  const of = await shop();
  const alias = of.stack.resources.find(({ LogicalResourceId }) => LogicalResourceId === 'SearchAliaslive');
  if (alias) alias.ResourceStatus = 'DELETE_COMPLETE';
  expect((await json(of)).functions.map(({ id }) => id)).toEqual(['Checkout']);
});

describe('without rights', () => {
  test('for one service, the rest is shown and the gap is named', async () => {
    const of = await updating();
    deployment(of.account);
    of.account.deny('cloudwatch:DescribeAlarms');
    const { code, stdout } = await status(of);
    expect(code).toBe(0);
    expect(stdout).toContain('2 unknown');
    expect(lines(stdout).slice(-2)).toEqual([
      'Could not read:',
      '  cloudwatch:DescribeAlarms: User: u is not authorized to perform: cloudwatch:DescribeAlarms (AccessDeniedException)',
    ]);
  });

  test('for CodeDeploy, the alias tells what it can', async () => {
    const of = await updating();
    deployment(of.account);
    of.account.deny('codedeploy:ListDeployments', 'codedeploy:GetDeploymentGroup');
    const rollout = await json(of);
    expect(checkout(rollout)).toMatchObject({ versions: [{ version: '7', percent: 100 }], deployment: null, alarms: [] });
    expect(rollout.unread.map(({ action }) => action)).toEqual(['codedeploy:GetDeploymentGroup', 'codedeploy:ListDeployments']);
  });

  test('for the template, groups are known by their ids', async () => {
    const of = await updating();
    deployment(of.account);
    of.account.deny('cloudformation:GetTemplate');
    expect(checkout(await json(of))).toMatchObject({ hooks: [], deployment: { id: 'd-CHECKOUT8' } });
  });

  test('for the stack itself, there is nothing to show', async () => {
    const of = await shop();
    of.account.deny('cloudformation:DescribeStacks');
    const { code, stdout, stderr } = await status(of);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('safedeploy status: error SD1303  You are not allowed to call cloudformation:DescribeStacks');
  });
});
