import { isSuccess } from '../../operations/watch/outcome';
import type { Arguments, Command, ExitCode } from '../command';
import type { Io } from '../io';
import { askedStack, numberOf, STACK_OPTIONS } from '../operations/options';
import { policyText } from '../operations/policies';
import { watchStack } from '../operations/watchStack';
import { realWorld, type World } from '../operations/world';

export const watchCommand = (world: World): Command => ({
  name: 'watch',
  positionals: [],
  options: {
    ...STACK_OPTIONS,
    wait: {
      value: 'SECONDS',
      text: 'Wait up to this long for a deployment to start. Without it, report how the last one ended if none is running.',
    },
    json: { text: 'Write one JSON object for each change, as described in docs/operations.md.' },
  },
  examples: [
    { text: 'Follow the deployment in progress:', line: 'safedeploy watch --stack shop --region eu-west-1' },
    { text: 'Start watching before the deployment starts:', line: 'safedeploy watch --stack shop --wait 300' },
    { text: 'In a pipeline, after executing the change set:', line: 'safedeploy watch --stack shop || safedeploy why --stack shop' },
  ],
  exits: '0 succeeded, 1 failed or rolled back, 2 usage or AWS access error, 3 gave up without knowing the outcome, 130 interrupted.',
  policy: policyText('watch'),
  run: (given, io) => run(given, io, world),
});

export const watch: Command = watchCommand(realWorld);

async function run(given: Arguments, io: Io, world: World): Promise<ExitCode> {
  const { stack, ...connection } = askedStack(given);
  const wait = 1_000 * numberOf(given, 'wait', 0);
  const asJson = given.options.has('json');
  const goesOn = 'The deployment continues. To stop it, run safedeploy abort.';
  return watchStack(io, world, { stack, connection, wait, asJson, wanted: 'succeeded', isReached: isSuccess, goesOn });
}
