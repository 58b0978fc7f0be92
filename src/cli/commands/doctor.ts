import type { Arguments, Command } from '../command';
import type { Check } from '../doctor/check';
import { checkFunction, checkInstallation, checkVersion } from '../doctor/installation';
import { checkAnswer } from '../doctor/probe';
import { CAPABILITIES, checkRights } from '../doctor/rights';
import { doctorText } from '../doctor/text';
import { readInstalled } from '../install/installed';
import type { Io } from '../io';
import { CONNECTION_OPTIONS } from '../operations/options';
import { policyText } from '../operations/policies';
import { Reader } from '../operations/read/reader';
import { realWorld, type World } from '../operations/world';
import { painter } from '../report/terminal';
import { one } from '../template';
import { STACK_NAME } from './install';

export const doctorCommand = (world: World): Command => ({
  name: 'doctor',
  positionals: [],
  options: {
    'stack-name': { value: 'NAME', text: `The stack of the macro; default: ${STACK_NAME}.` },
    ...CONNECTION_OPTIONS,
    json: { text: 'Write JSON, as described in docs/install.md.' },
  },
  examples: [
    { text: 'Check the installation in a Region:', line: 'safedeploy doctor --region eu-west-1' },
    { text: 'Check an installation with another stack name:', line: 'safedeploy doctor --stack-name safedeploy-next' },
  ],
  exits: '0 no problems found, 1 problems found, 2 usage or AWS access error. What could not be checked does not count as a problem.',
  policy: policyText('doctor'),
  run: (given, io) => run(given, io, world),
});

export const doctor: Command = doctorCommand(realWorld);

async function run(given: Arguments, io: Io, world: World): Promise<0 | 1> {
  const stack = one(given, 'stack-name') ?? STACK_NAME;
  const reader = new Reader(world.connect({ region: one(given, 'region'), profile: one(given, 'profile') }, world.clock));
  const { Account: accountId = '', Arn: identity = '' } = await reader.must('sts:GetCallerIdentity', async ({ sts }) =>
    (await sts()).getCallerIdentity({}),
  );
  const region = await (await reader.clients.sts()).config.region();
  const checks: Check[] = [{ check: 'identity', status: 'ok', text: `${identity}, in ${region}.` }];
  const installed = await readInstalled(reader, stack);
  checks.push(await checkInstallation(reader, stack, installed));
  if (installed?.functionArn && installed.macroName) {
    checks.push(await checkFunction(reader, installed.functionArn), checkVersion(installed));
    checks.push(...(await checkAnswer(reader, installed.functionArn, region, accountId)));
  }
  checks.push(CAPABILITIES, await checkRights(reader, identity));
  const { colours } = world.screen();
  if (given.options.has('json')) io.stdout(`${JSON.stringify({ format: 1, accountId, region, stack, checks }, null, 2)}\n`);
  else io.stdout(doctorText(checks, painter(colours)));
  return checks.some(({ status }) => status === 'problem') ? 1 : 0;
}
