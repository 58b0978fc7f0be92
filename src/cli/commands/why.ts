import { explain } from '../../operations/why/explain';
import type { Arguments, Command } from '../command';
import type { Io } from '../io';
import { whyMarkdown, whyText } from '../operations/draw/why';
import { gather, isFine } from '../operations/gather';
import { askedStack, refuseBoth, STACK_OPTIONS } from '../operations/options';
import { policyText } from '../operations/policies';
import { Reader } from '../operations/read/reader';
import { realWorld, type World } from '../operations/world';
import { visible } from '../report/terminal';

export const whyCommand = (world: World): Command => ({
  name: 'why',
  positionals: [],
  options: {
    ...STACK_OPTIONS,
    markdown: { text: 'Write Markdown, for a CI job summary.' },
    json: { text: 'Write JSON, as described in docs/operations.md.' },
  },
  examples: [
    { text: 'Find out why an update was rolled back:', line: 'safedeploy why --stack shop --region eu-west-1' },
    { text: 'In a GitHub Actions job:', line: 'safedeploy why --stack shop --markdown >> "$GITHUB_STEP_SUMMARY"' },
  ],
  exits: '0 explained, or nothing failed, 1 internal error, 2 usage or AWS access error.',
  policy: policyText('why'),
  run: (given, io) => run(given, io, world),
});

export const why: Command = whyCommand(realWorld);

async function run(given: Arguments, io: Io, { connect, clock, screen, live }: World): Promise<0> {
  refuseBoth(given, 'markdown', 'json');
  const { stack, ...connection } = askedStack(given);
  const evidence = await gather(new Reader(connect(connection, clock)), stack, new Date(clock.now()));
  if (isFine(evidence)) {
    const { stack: name, status } = evidence;
    if (given.options.has('json')) io.stdout(`${JSON.stringify({ stack: name, status, causes: [] }, null, 2)}\n`);
    else io.stdout(visible(`No failed operation found in the events of stack ${name}. The stack is in ${status}.\n`));
    return 0;
  }
  const answer = explain(evidence);
  const { colours, columns } = screen();
  if (given.options.has('json')) io.stdout(`${JSON.stringify(answer, null, 2)}\n`);
  else if (given.options.has('markdown')) io.stdout(whyMarkdown(answer));
  else io.stdout(whyText(answer, { colours, columns: live ? columns : undefined }));
  return 0;
}
