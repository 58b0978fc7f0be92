import type { Arguments, Command } from '../command';
import type { Io } from '../io';
import { statusText } from '../operations/draw/status';
import { Observer } from '../operations/observer';
import { askedStack, STACK_OPTIONS } from '../operations/options';
import { policyText } from '../operations/policies';
import { realWorld, type World } from '../operations/world';

export const statusCommand = (world: World): Command => ({
  name: 'status',
  positionals: [],
  options: { ...STACK_OPTIONS, json: { text: 'Write JSON, as described in docs/operations.md.' } },
  examples: [
    { text: 'See how much traffic each version receives:', line: 'safedeploy status --stack shop --region eu-west-1' },
    { text: 'The same as JSON:', line: 'safedeploy status --stack shop --json' },
  ],
  exits: '0 done, 1 internal error, 2 usage or AWS access error.',
  policy: policyText('status'),
  run: (given, io) => run(given, io, world),
});

export const status: Command = statusCommand(realWorld);

async function run(given: Arguments, io: Io, { connect, clock, screen, live }: World): Promise<0> {
  const { stack, ...connection } = askedStack(given);
  const rollout = await new Observer(connect(connection, clock), stack, clock.now).look();
  const { colours, columns } = screen();
  if (given.options.has('json')) io.stdout(`${JSON.stringify(rollout, null, 2)}\n`);
  else io.stdout(statusText(rollout, { colours, columns: live ? columns : undefined, now: clock.now() }));
  return 0;
}
