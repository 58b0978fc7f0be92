import { didYouMean } from '../../diagnostics/nearest';
import type { FunctionState, Rollout } from '../../operations/rollout/model';
import { isRunning } from '../../operations/rollout/status';
import { isTakenBack } from '../../operations/watch/aborted';
import { saidOf } from '../aws/faults';
import type { Arguments, Command, ExitCode } from '../command';
import type { Io } from '../io';
import { abortText } from '../operations/draw/abort';
import { OperationFault } from '../operations/fault';
import { Observer } from '../operations/observer';
import { askedStack, STACK_OPTIONS } from '../operations/options';
import { policyText } from '../operations/policies';
import { watchStack } from '../operations/watchStack';
import { realWorld, type World } from '../operations/world';

export const abortCommand = (world: World): Command => ({
  name: 'abort',
  positionals: [],
  options: {
    ...STACK_OPTIONS,
    function: { value: 'NAME', multiple: true, text: 'Only this function, by logical ID or name. May be repeated.' },
    yes: { text: 'Do not ask for confirmation.' },
    json: { text: 'Write one JSON object for each change, as watch --json does.' },
  },
  examples: [
    { text: 'Show what will happen, ask for confirmation, stop and watch:', line: 'safedeploy abort --stack shop --region eu-west-1' },
    { text: 'Stop the deployment of one function, without confirmation:', line: 'safedeploy abort --stack shop --function Checkout --yes' },
  ],
  exits:
    '0 rolled back, 1 not stopped, not rolled back, or nothing was in progress, 2 usage or AWS access error, 3 gave up without knowing the outcome, 130 interrupted.',
  policy: policyText('abort'),
  run: (given, io) => run(given, io, world),
});

export const abort: Command = abortCommand(realWorld);

async function run(given: Arguments, io: Io, world: World): Promise<ExitCode> {
  const { stack, ...connection } = askedStack(given);
  const clients = world.connect(connection, world.clock);
  const rollout = await new Observer(clients, stack, world.clock.now).look();
  const chosen = runningIn(rollout, given.options.get('function'));
  const isSure = given.options.has('yes');
  // the standard output is for what follows
  io.stderr(abortText(rollout, chosen, io));
  if (!isSure) {
    if (!world.ask) throw new OperationFault('SD1322', {});
    const answer = await world.ask(`Stop ${chosen.length === 1 ? 'it' : 'them'}? [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) {
      io.stderr('Nothing was stopped.\n');
      return 1;
    }
  }
  const stopped = new Set<string>();
  const refusals: string[] = [];
  for (const { deployment } of chosen) {
    const deploymentId = deployment?.id ?? '';
    try {
      await (await clients.codeDeploy()).stopDeployment({ deploymentId, autoRollbackEnabled: true });
      stopped.add(deploymentId);
    } catch (fault) {
      refusals.push(`${deploymentId}: ${saidOf(fault)}`);
    }
  }
  const notStopped = () => new OperationFault('SD1323', { said: refusals.join('; ') }, 1);
  if (stopped.size === 0) throw notStopped();
  const code = await watchStack(io, world, {
    stack,
    connection,
    wait: 0,
    asJson: given.options.has('json'),
    wanted: 'rolledBack',
    isReached: (last) => isTakenBack(last, stopped),
    goesOn: 'The stopped deployments are still rolled back.',
  });
  if (refusals.length > 0) throw notStopped();
  return code;
}

function runningIn({ stack, functions }: Rollout, names: readonly string[] | undefined): FunctionState[] {
  for (const name of names ?? []) {
    if (functions.some((one) => one.id === name || one.name === name)) continue;
    throw new OperationFault('SD1308', {
      stack: stack.name,
      name,
      hint: didYouMean(
        name,
        functions.map(({ id }) => id),
      ),
    });
  }
  const running = functions.filter(
    ({ id, name, deployment }) => isRunning(deployment) && (!names || names.includes(id) || names.includes(name)),
  );
  if (running.length === 0) throw new OperationFault('SD1321', { stack: stack.name }, 1);
  return running;
}
