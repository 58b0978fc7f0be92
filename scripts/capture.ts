// Draws docs/watch.svg: what `safedeploy watch` shows while a canary runs on an engine (test/engine), where the macro is installed.
//   npm run capture -- http://127.0.0.1:4566
// One of CodeDeploy's minutes should take a minute there, or the times to the next step run out of step.
import { writeFileSync } from 'node:fs';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { clients } from '../src/cli/aws/clients';
import { watchCommand } from '../src/cli/commands/watch';
import { realWorld, type World } from '../src/cli/operations/world';
import { guarded } from '../src/cli/run';
import { clientOf, deploy, type Engine, physicalId, REGION, start } from '../test/engine/operations/support';
import { lambda, template } from '../test/engine/operations/templates';
import { svg } from './capture/svg';

const ACCOUNT = '000000000000';
const COLUMNS = 84;
const FRAMES = 24;
const FILE = 'docs/watch.svg';

const release = (answer: string) =>
  template({
    Checkout: lambda(answer, {
      Type: { Linear: { Percent: 25, Minutes: 1 } },
      Hooks: { PreTraffic: { Checks: [{ Name: 'answers', Expect: { StatusCode: 200 } }] } },
    }),
    Search: lambda('v1', { Type: 'None' }),
  });

/** Evenly, the first and the last among them. */
const some = <T>(all: readonly T[], count: number): T[] =>
  all.length <= count ? [...all] : Array.from({ length: count }, (_, i) => all[Math.round((i * (all.length - 1)) / (count - 1))] as T);

/** No data is OK to these alarms, and the engine has no metrics by which it would see that. */
async function quieten(engine: Engine): Promise<void> {
  const client = new CloudWatch(clientOf(engine));
  for (const id of ['CheckoutAliasErrorsAlarm', 'CheckoutVersionErrorsAlarm']) {
    await client.setAlarmState({ AlarmName: await physicalId(engine, id), StateValue: 'OK', StateReason: 'no data' });
  }
}

async function capture(endpoint: string): Promise<void> {
  const engine = { endpoint, account: ACCOUNT, stack: 'shop' };
  await deploy(engine, release('v1'));
  await start(engine, release('v2'));
  const drawn: string[] = [];
  let isQuiet = false;
  const world: World = {
    ...realWorld,
    connect: clients,
    screen: () => ({ colours: true, columns: COLUMNS }),
    live: async () => ({
      draw: (text) => {
        if (text !== drawn.at(-1)) drawn.push(text);
        if (!isQuiet && text.includes('INSUFFICIENT_DATA')) isQuiet = !!quieten(engine);
      },
      done: () => undefined,
    }),
  };
  const io = { stdin: process.stdin, stdout: () => undefined, stderr: console.error, colours: false, columns: COLUMNS };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: ACCOUNT,
    AWS_SECRET_ACCESS_KEY: 'engine',
  });
  const code = await guarded(watchCommand(world), ['--stack', engine.stack, '--wait', '60'], io);
  if (code !== 0) throw new Error(`watch ended with ${code}`);
  const begun = drawn.filter((frame) => frame.includes('Every1Minute') && !frame.includes('INSUFFICIENT_DATA'));
  const frames = some(begun, FRAMES);
  const still = frames.findIndex((frame) => frame.includes('50%,'));
  writeFileSync(
    FILE,
    svg({ title: 'safedeploy watch --stack shop', columns: COLUMNS, frames, still: Math.max(0, still), secondsPerFrame: 0.8 }),
  );
  console.log(`${FILE}: ${frames.length} of ${drawn.length} frames`);
}

const [endpoint] = process.argv.slice(2);
if (endpoint === undefined) console.error('Give the address of an engine, http://127.0.0.1:4566 for example.');
else void capture(endpoint);
