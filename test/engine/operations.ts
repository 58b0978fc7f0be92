import assert from 'node:assert/strict';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { Lambda } from '@aws-sdk/client-lambda';
import type { FunctionState, Rollout } from '../../src/operations/rollout/model';
import type { Change } from '../../src/operations/watch/changes';
import type { Answer } from '../../src/operations/why/explain';
import { clientOf, deploy, type Engine, linesOf, physicalId, safedeploy, start, until, upload } from './operations/support';
import { failingHook, lambda, nesting, template } from './operations/templates';

/**
 * status, watch, why, abort and prune against an engine. A scenario throws where something is not as it should be.
 * scenarios/s10_operations.py runs them, each as a program: without arguments it prints the titles, and with a title, an endpoint,
 * an account and the name of a stack it runs one.
 */
const SCENARIOS: Readonly<Record<string, (engine: Engine) => Promise<void>>> = {
  'a canary that succeeds': canary,
  'a canary that an alarm stops': alarm,
  'a hook that fails': hook,
  'a check that fails': check,
  'a canary that abort stops': abort,
  'a function that is renamed': rename,
  'two functions at once': two,
  'a canary in a nested stack': nested,
  'old versions that go': prune,
};

const CANARY = { Type: 'Canary10Percent5Minutes' };
const LINEAR = { Type: 'Linear10PercentEvery1Minute' };

const status = async (engine: Engine): Promise<Rollout> => JSON.parse((await safedeploy(engine, 'status', '--json')).stdout) as Rollout;
const why = async (engine: Engine): Promise<Answer> => JSON.parse((await safedeploy(engine, 'why', '--json')).stdout) as Answer;

const checkoutIn = ({ functions }: Rollout): FunctionState => {
  const found = functions.find(({ id }) => id === 'Checkout');
  assert.ok(found, 'status knows Checkout');
  return found;
};

/** Once the first traffic has moved. */
const shifting = (engine: Engine) =>
  until('the shift', async () => {
    const { deployment } = checkoutIn(await status(engine));
    return deployment?.status === 'InProgress' && (deployment.percent ?? 0) > 0 ? deployment : undefined;
  });

async function released(engine: Engine, mark: object): Promise<void> {
  assert.equal(await deploy(engine, template({ Checkout: lambda('v1', mark) })), 'CREATE_COMPLETE');
}

async function canary(engine: Engine): Promise<void> {
  await released(engine, CANARY);
  await start(engine, template({ Checkout: lambda('v2', CANARY) }));
  const ran = await safedeploy(engine, 'watch', '--json');
  const changes = linesOf<Change>(ran);
  assert.equal(ran.code, 0, ran.stderr);
  assert.deepEqual(changes.at(-1), { at: changes.at(-1)?.at, kind: 'end', stack: engine.stack, outcome: 'succeeded' });
  assert.ok(changes.some((change) => change.kind === 'deployment' && change.status === 'Succeeded'));
  const after = checkoutIn(await status(engine));
  assert.deepEqual(after.versions, [{ version: '2', percent: 100 }]);
  assert.equal(after.deployment?.status, 'Succeeded');
  assert.equal((await safedeploy(engine, 'watch')).code, 0, 'watch says again how it ended');
}

async function alarm(engine: Engine): Promise<void> {
  await released(engine, LINEAR);
  await start(engine, template({ Checkout: lambda('v2', LINEAR) }));
  const watched = safedeploy(engine, 'watch');
  await shifting(engine);
  const AlarmName = await physicalId(engine, 'CheckoutVersionErrorsAlarm');
  await new CloudWatch(clientOf(engine)).setAlarmState({ AlarmName, StateValue: 'ALARM', StateReason: 'three errors' });
  const ran = await watched;
  assert.equal(ran.code, 1, ran.stdout);
  assert.match(ran.stdout, /stopped: ALARM_ACTIVE/);
  const answer = await why(engine);
  assert.deepEqual(answer.rules, ['alarm-during']);
  // LocalStack gives a change of an alarm the time of the change before it, so how much had moved cannot be told here
  assert.match(answer.causes[0] ?? '', new RegExp(`^The alarm ${AlarmName} went into ALARM .*traffic of Checkout:live .* to version 2`));
  const { versions, rollback } = checkoutIn(await status(engine));
  assert.deepEqual(versions, [{ version: '1', percent: 100 }]);
  assert.equal(rollback?.status, 'Succeeded');
}

async function hook(engine: Engine): Promise<void> {
  assert.equal(await deploy(engine, failingHook('v1')), 'CREATE_COMPLETE');
  await start(engine, failingHook('v2'));
  assert.equal((await safedeploy(engine, 'watch')).code, 1);
  const answer = await until('the line of the log', async () => {
    const now = await why(engine);
    return now.causes[0]?.includes('orders') ? now : undefined;
  });
  assert.deepEqual(answer.rules, ['hook-failed']);
  const name = await physicalId(engine, 'Smoke');
  assert.equal(answer.causes[0], `The BeforeAllowTraffic hook ${name} failed before any traffic had shifted: Error: the orders are gone.`);
}

async function check(engine: Engine): Promise<void> {
  const checked = (answer: string) =>
    template({
      Checkout: lambda(answer, {
        Type: 'AllAtOnce',
        Hooks: { PreTraffic: { Checks: [{ Name: 'says v1', Expect: { StatusCode: 201 } }] } },
      }),
    });
  assert.equal(await deploy(engine, checked('v1')), 'CREATE_COMPLETE');
  await start(engine, checked('v2'));
  assert.equal((await safedeploy(engine, 'watch')).code, 1);
  const answer = await until('the line of the log', async () => {
    const now = await why(engine);
    return now.rules[0] === 'check-failed' ? now : undefined;
  });
  assert.equal(answer.causes[0], 'The check "says v1" failed before any traffic had shifted: the status code is 200, expected 201.');
}

async function abort(engine: Engine): Promise<void> {
  await released(engine, LINEAR);
  const nothing = await safedeploy(engine, 'abort', '--yes');
  assert.equal(nothing.code, 1);
  assert.match(nothing.stderr, /SD1321/);
  await start(engine, template({ Checkout: lambda('v2', LINEAR) }));
  const { id } = await shifting(engine);
  const ran = await safedeploy(engine, 'abort', '--yes');
  assert.equal(ran.code, 0, ran.stderr + ran.stdout);
  assert.match(ran.stderr, /all of it returns to version 1/);
  assert.match(ran.stdout, new RegExp(`${id} stopped: MANUAL_STOP`));
  assert.deepEqual(checkoutIn(await status(engine)).versions, [{ version: '1', percent: 100 }]);
  assert.deepEqual((await why(engine)).rules, ['manual-stop']);
}

/** Another FunctionName replaces the function, and its alias with it: nothing shifts. */
async function rename(engine: Engine): Promise<void> {
  const named = (name: string) => {
    const made = lambda('v1', CANARY) as { Properties: object };
    return template({ Checkout: { ...made, Properties: { ...made.Properties, FunctionName: `${engine.stack}-${name}` } } });
  };
  assert.equal(await deploy(engine, named('one')), 'CREATE_COMPLETE');
  await start(engine, named('two'));
  const ran = await safedeploy(engine, 'watch');
  assert.equal(ran.code, 0, ran.stdout + ran.stderr);
  assert.equal(checkoutIn(await status(engine)).name, `${engine.stack}-two`);
}

async function two(engine: Engine): Promise<void> {
  const both = (answer: string) => template({ Checkout: lambda(answer, CANARY), Search: lambda(answer, { Type: 'AllAtOnce' }) });
  assert.equal(await deploy(engine, both('v1')), 'CREATE_COMPLETE');
  await start(engine, both('v2'));
  const ran = await safedeploy(engine, 'watch', '--json');
  assert.equal(ran.code, 0, ran.stderr);
  const { functions } = await status(engine);
  assert.deepEqual(
    functions.map(({ id, versions, deployment }) => [id, versions[0]?.version, deployment?.status]),
    [
      ['Checkout', '2', 'Succeeded'],
      ['Search', '2', 'Succeeded'],
    ],
  );
}

/** LocalStack updates no nested stack through the one around it: here the inner one is updated, and the outer one is watched. */
async function nested(engine: Engine): Promise<void> {
  const url = await upload(engine, 'v1.json', template({ Checkout: lambda('v1', CANARY) }));
  assert.equal(await deploy(engine, nesting(url)), 'CREATE_COMPLETE');
  const inner = (await physicalId(engine, 'Orders')).split('/')[1] ?? '';
  await start({ ...engine, stack: inner }, template({ Checkout: lambda('v2', CANARY) }));
  const ran = await safedeploy(engine, 'watch', '--json');
  assert.equal(ran.code, 0, ran.stderr + ran.stdout);
  const { functions } = await status(engine);
  assert.deepEqual(
    functions.map(({ id, versions, deployment }) => [id, versions[0]?.version, deployment?.status]),
    [['Orders/Checkout', '2', 'Succeeded']],
  );
}

async function prune(engine: Engine): Promise<void> {
  const mark = { Type: 'None' };
  await released(engine, mark);
  for (const answer of ['v2', 'v3', 'v4'])
    assert.equal(await deploy(engine, template({ Checkout: lambda(answer, mark) })), 'UPDATE_COMPLETE');
  const { name } = checkoutIn(await status(engine));
  const client = new Lambda(clientOf(engine));
  await client.createAlias({ FunctionName: name, Name: 'kept', FunctionVersion: '1' });
  const numbers = async () => (await client.listVersionsByFunction({ FunctionName: name })).Versions?.map(({ Version }) => Version);
  const shown = await safedeploy(engine, 'prune', '--keep', '1');
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /delete {3}3, 2 /);
  assert.match(shown.stdout, /1: alias kept points to it/);
  assert.deepEqual(await numbers(), ['$LATEST', '1', '2', '3', '4']);
  assert.equal((await safedeploy(engine, 'prune', '--keep', '1', '--yes')).code, 0);
  assert.deepEqual(await numbers(), ['$LATEST', '1', '4']);
}

const [title, endpoint = '', account = '', stack = ''] = process.argv.slice(2);
if (title === undefined) process.stdout.write(JSON.stringify(Object.keys(SCENARIOS)));
else {
  const run = SCENARIOS[title];
  assert.ok(run, `there is a scenario "${title}"`);
  run({ endpoint, account, stack }).catch((fault) => {
    console.error(fault);
    process.exitCode = 1;
  });
}
