import { didYouMean } from '../../diagnostics/nearest';
import type { Arguments, Command } from '../command';
import type { Io } from '../io';
import { bytesOf, pruneText } from '../operations/draw/prune';
import { unreadLines } from '../operations/draw/status';
import { OperationFault } from '../operations/fault';
import { askedStack, numberOf, STACK_OPTIONS } from '../operations/options';
import { policyText } from '../operations/policies';
import { Reader } from '../operations/read/reader';
import { describeStack, placeOf } from '../operations/read/stacks';
import { resourceTree } from '../operations/read/versions';
import { deleteVersions, findVersions, functionsIn, type StackFunction } from '../operations/versions';
import { realWorld, type World } from '../operations/world';
import { painter } from '../report/terminal';
import { UsageError } from '../usage';

const KEEP = 5;

export const pruneCommand = (world: World): Command => ({
  name: 'prune',
  positionals: [],
  options: {
    ...STACK_OPTIONS,
    keep: { value: 'NUMBER', text: `How many of the newest versions of each function to keep; default: ${KEEP}.` },
    function: { value: 'NAME', multiple: true, text: 'Only this function, by logical ID or name. May be repeated.' },
    yes: { text: 'Delete the versions. Without it, only show what would be deleted.' },
    json: { text: 'Write JSON, as described in docs/operations.md.' },
  },
  examples: [
    { text: 'See what would be deleted, and how much storage that would free:', line: 'safedeploy prune --stack shop --keep 10' },
    { text: 'Delete the versions:', line: 'safedeploy prune --stack shop --keep 10 --yes' },
  ],
  exits: '0 done, 1 Lambda refused to delete some versions, 2 usage or AWS access error.',
  policy: policyText('prune'),
  run: (given, io) => run(given, io, world),
});

export const prune: Command = pruneCommand(realWorld);

async function run(given: Arguments, io: Io, { connect, clock, screen }: World): Promise<0> {
  const { stack, ...connection } = askedStack(given);
  const keep = numberOf(given, 'keep', KEEP);
  if (keep < 1) throw new UsageError('--keep must be at least 1.');
  const reader = new Reader(connect(connection, clock));
  const settled = await settledStack(reader, stack);
  const trees = await resourceTree(reader, settled.id);
  const chosen = only(functionsIn(trees), given.options.get('function'), stack);
  const found = await findVersions(reader, trees, chosen, keep);
  const goes = given.options.has('yes');
  // finding out may take minutes, in which somebody may have started to deploy
  if (goes && (await settledStack(reader, stack)).updated !== settled.updated) throw unsettled(stack, 'an update that has just started');
  const functions = goes ? await deleteVersions(reader, found) : found;
  const { colours, columns } = screen();
  if (given.options.has('json')) {
    const all = functions.flatMap(({ versions }) => versions.filter(({ fate }) => fate === 'delete' || fate === 'deleted'));
    io.stdout(`${JSON.stringify({ stack, keep, functions, bytes: bytesOf(all), unread: reader.unread }, null, 2)}\n`);
  } else {
    io.stdout(pruneText(functions, { colours, columns }));
    io.stdout(
      unreadLines(reader.unread, painter(colours))
        .map((line) => `${line}\n`)
        .join(''),
    );
  }
  const refused = functions.flatMap(({ versions }) => versions.filter(({ fate }) => fate === 'refused'));
  if (refused.length > 0) throw new OperationFault('SD1332', { count: refused.length }, 1);
  return 0;
}

const SETTLED = /^(CREATE|UPDATE|ROLLBACK|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

/** In every other state CloudFormation may have to go back to an earlier version. */
async function settledStack(reader: Reader, name: string): Promise<{ id: string; updated: number | undefined }> {
  const { StackId: id, StackStatus: status, LastUpdatedTime } = await describeStack(reader, name);
  if (!SETTLED.test(status)) throw unsettled(placeOf(id).name, status);
  return { id, updated: LastUpdatedTime?.getTime() };
}

const unsettled = (stack: string, status: string) => new OperationFault('SD1331', { stack, status });

function only(functions: readonly StackFunction[], names: readonly string[] | undefined, stack: string): StackFunction[] {
  for (const name of names ?? []) {
    if (functions.some(({ id, name: physical }) => id === name || physical === name)) continue;
    throw new OperationFault('SD1308', {
      stack,
      name,
      hint: didYouMean(
        name,
        functions.map(({ id }) => id),
      ),
    });
  }
  return functions.filter(({ id, name }) => !names || names.includes(id) || names.includes(name));
}
