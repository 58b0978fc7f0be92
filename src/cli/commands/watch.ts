import { isSuccess } from '../../operations/watch/outcome';
import type { Arguments, Command, ExitCode } from '../command';
import type { Io } from '../io';
import { askedStack, numberOf, STACK_OPTIONS } from '../operations/options';
import { policyText } from '../operations/policies';
import { watchStack } from '../operations/watchStack';
import { realWorld, type World } from '../operations/world';

export const watchCommand = (world: World): Command => ({
  name: 'watch',
  summary: 'Follows a deployment until it has ended, and says how.',
  positionals: [],
  options: {
    ...STACK_OPTIONS,
    wait: { value: 'SECONDS', text: 'Wait so long for a deployment to begin. Without it, tell how the last one ended where none runs.' },
    json: { text: 'Write one JSON object for each change; docs/operations.md describes it.' },
  },
  examples: [
    { text: 'Follow what runs:', line: 'safedeploy watch --stack shop --region eu-west-1' },
    { text: 'Before the deployment is started elsewhere:', line: 'safedeploy watch --stack shop --wait 300' },
    { text: 'In a pipeline, after the change set was executed:', line: 'safedeploy watch --stack shop || safedeploy why --stack shop' },
  ],
  exits:
    '0 the deployment succeeded, 1 it failed or was rolled back, 2 the command was used wrongly, or AWS cannot be asked, 3 it gave up, and nobody knows, 130 interrupted.',
  policy: policyText('watch'),
  run: (given, io) => run(given, io, world),
});

export const watch: Command = watchCommand(realWorld);

async function run(given: Arguments, io: Io, world: World): Promise<ExitCode> {
  const { stack, ...connection } = askedStack(given);
  const wait = 1_000 * numberOf(given, 'wait', 0);
  const asJson = given.options.has('json');
  const goesOn = 'Nothing was stopped: the deployment goes on, and safedeploy abort would stop it.';
  return watchStack(io, world, { stack, connection, wait, asJson, wanted: 'succeeded', isReached: isSuccess, goesOn });
}
