import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from '../../src/cli/commands';
import { abortCommand } from '../../src/cli/commands/abort';
import { doctorCommand } from '../../src/cli/commands/doctor';
import { installCommand } from '../../src/cli/commands/install';
import { pruneCommand } from '../../src/cli/commands/prune';
import { statusCommand } from '../../src/cli/commands/status';
import { watchCommand } from '../../src/cli/commands/watch';
import { whyCommand } from '../../src/cli/commands/why';
import { type Operation, POLICIES, policyText } from '../../src/cli/operations/policies';
import type { World } from '../../src/cli/operations/world';
import { Cli } from '../cli/support/cli';
import { Patient, Place, TEMPLATE } from '../install/support';
import { Session } from './support/session';
import { ALIAS, arnOf, at, cleanUp, deployment, event, stack as makeStack, rolledBack, shop } from './support/shop';

afterAll(cleanUp);

const allowedBy = (operation: Operation): string[] => POLICIES[operation].flatMap(({ actions }) => [...actions]).sort();

/** Stories in which each command has to ask everything that it ever asks. */
const STORIES: Readonly<Record<Operation, () => Promise<unknown>>> = {
  async status() {
    const { account, stack } = await shop();
    event(stack, 0, 'UPDATE_IN_PROGRESS');
    deployment(account);
    return new Session(account).run(statusCommand, '--stack', 'shop');
  },
  async watch() {
    const { account, stack } = await shop();
    event(stack, 0, 'UPDATE_IN_PROGRESS');
    deployment(account, { status: 'Succeeded', ended: at(2) });
    return new Session(account).run(watchCommand, '--stack', 'shop');
  },
  async why() {
    for (const error of ['ALARM_ACTIVE', 'HOOK_EXECUTION_FAILURE', 'INVALID_LAMBDA_CONFIGURATION']) {
      const { account, stack } = await shop();
      rolledBack(stack, 6);
      const before = error.startsWith('HOOK') ? (['Failed', at(1), at(2)] as const) : (['Succeeded', at(1), at(1)] as const);
      deployment(account, { status: 'Failed', ended: at(6), error: [error, 'does not match the current version'], before });
      account.functions.set('shop-Smoke', {});
      await new Session(account, { minute: 200 }).run(whyCommand, '--stack', 'shop');
    }
  },
  async abort() {
    const { account, stack } = await shop();
    event(stack, 0, 'UPDATE_IN_PROGRESS');
    deployment(account);
    const session = new Session(account).when(5.01, () => {
      deployment(account, { status: 'Stopped', ended: at(5), error: ['MANUAL_STOP', ''] });
      event(stack, 5, 'UPDATE_FAILED', ALIAS);
    });
    return session.run(abortCommand, '--stack', 'shop', '--yes');
  },
  async prune() {
    const { account } = await shop();
    makeStack(account, 'other', { Resources: {} });
    const versions = ['1', '2'].map((Version) => ({ Version, FunctionArn: arnOf(`shop-Checkout:${Version}`), DurableConfig: {} }));
    account.versions.set('shop-Checkout', versions);
    return new Session(account).run(pruneCommand, '--stack', 'shop', '--keep', '1', '--yes');
  },
  async install() {
    const command = (world: World) => installCommand(world, () => TEMPLATE);
    await new Session(new Place()).run(command, '--s3-bucket', 'b', '--yes');
    await new Session(new Place(), { answer: 'n' }).run(command, '--s3-bucket', 'b');
  },
  doctor: () => new Session(new Patient()).run(doctorCommand),
};

/** CloudFormation reads the template as the caller. */
const CALLED_FOR: Partial<Record<Operation, string[]>> = { install: ['s3:GetObject'] };

describe.each(Object.keys(POLICIES) as Operation[])('%s', (operation) => {
  test('calls what its policy allows: no less, and no more', async () => {
    Session.called.clear();
    await STORIES[operation]();
    expect([...(Session.called.get(operation) ?? []), ...(CALLED_FOR[operation] ?? [])].sort()).toEqual(allowedBy(operation));
  });

  test('shows it in its help', async () => {
    const cli = new Cli();
    const { stdout } = await cli.run([operation, '--help']);
    cli.remove();
    const shown = policyText(operation)
      .split('\n')
      .map((line) => `  ${line}`)
      .join('\n');
    expect(stdout).toContain(`Minimum IAM policy:\n${shown}\n`);
    expect(JSON.parse(policyText(operation))).toMatchObject({ Version: '2012-10-17' });
  });

  test('has it in docs/operations.md', () => {
    expect(readFileSync(join('docs', 'operations.md'), 'utf8')).toContain(`\n\`\`\`json\n${policyText(operation)}\n\`\`\`\n`);
  });
});

test('nothing changes anything but abort, prune and install', () => {
  const isReading = (action: string) => /:(Describe|List|Get|BatchGet|Filter|Simulate)/.test(action) || action === 'lambda:InvokeFunction'; // the macro changes nothing
  const changing = Object.keys(POLICIES).filter((operation) => !allowedBy(operation as Operation).every(isReading));
  expect(changing).toEqual(['abort', 'prune', 'install']);
});

test('commands that ask AWS about a deployment all have one', async () => {
  const commands = await loadAll();
  const isOther = (options: object) => 'against' in options || 'traffic' in options; // plan, rehearse and lint work on a template
  const asking = commands
    .filter(({ options }) => ('stack' in options || 'stack-name' in options) && !isOther(options))
    .map(({ name }) => name);
  expect(asking.filter((name) => commands.find((command) => command.name === name)?.policy === undefined)).toEqual([]);
  expect(asking).toEqual(Object.keys(POLICIES));
});
