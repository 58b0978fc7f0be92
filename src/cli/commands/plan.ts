import { setTimeout } from 'node:timers/promises';
import { hasChanges } from '../../plan/compare/hasChanges';
import { makePlan } from '../../plan/plan';
import type { Plan } from '../../plan/schema';
import type { Before, Planned } from '../../plan/side';
import { missingText } from '../arguments';
import { readChangeSet } from '../aws/changeSet';
import type { Clock } from '../aws/pace';
import { placed } from '../aws/placed';
import { type Connect, connect, readStack, type Stack } from '../aws/stack';
import type { Arguments, Command, ExitCode } from '../command';
import type { Request } from '../compile';
import { Findings } from '../diagnostics/findings';
import type { Io } from '../io';
import { givenParameters } from '../parameters/sources';
import { markdownOf } from '../plan/markdown';
import { type Screen, standardOutput } from '../plan/screen';
import { changeSetSide, fileBefore, plannedSide, stackBefore } from '../plan/sides';
import { textOf } from '../plan/text';
import { report } from '../report/report';
import { one, requestOf, TEMPLATE, TEMPLATE_OPTIONS } from '../template';
import { UsageError } from '../usage';

/** What the command touches beside its Io, so that tests can stand in for AWS and for a terminal. */
export interface World {
  readonly connect: Connect;
  readonly screen: () => Screen;
  readonly sleep?: Clock['sleep'];
}

const DETAILED = 'detailed-exitcode';

export const planCommand = (world: World): Command => ({
  name: 'plan',
  positionals: [{ ...TEMPLATE, optional: true }],
  options: {
    ...TEMPLATE_OPTIONS,
    'change-set': { value: 'NAME', text: 'A change set of the stack, instead of a template.' },
    against: { value: 'FILE', text: 'Compare with this file: an earlier template, or the output of aws cloudformation get-template.' },
    'against-parameters': { value: 'FILE', text: 'Parameter values of that template; default: the same values.' },
    stack: { value: 'NAME', text: 'Compare with this stack, whose template and parameters are read from CloudFormation.' },
    profile: { value: 'NAME', text: 'The profile in the AWS configuration that --stack uses.' },
    json: { text: 'Write JSON, as described in docs/plan.md.' },
    markdown: { text: 'Write Markdown, for a pull request.' },
    [DETAILED]: { text: 'Exit with 2 if the deployment changes anything, and with 1 after any error.' },
    verbose: { text: 'Show all items of long lists.' },
  },
  usageExit: (args) => (args.includes(`--${DETAILED}`) ? 1 : 2),
  exits:
    '0 done, 1 the template has errors or its deployment will fail, 2 usage error. With --detailed-exitcode: 0 no changes, 1 any error, 2 changes.',
  examples: [
    { text: 'Show what the macro does with a template:', line: 'safedeploy plan template.yaml --parameter Stage=prod' },
    { text: 'Show what a deployment would change:', line: 'safedeploy plan template.yaml --stack shop --region eu-west-1' },
    {
      text: 'Show what a change set would change, after all transforms:',
      line: 'safedeploy plan --change-set release-42 --stack shop --region eu-west-1',
    },
    {
      text: 'The same in a pull request, without AWS:',
      line: 'git show main:template.yaml > before.yaml && safedeploy plan template.yaml --against before.yaml --markdown',
    },
  ],
  run: (given, io) => run(given, io, world),
});

export const plan: Command = planCommand({ connect, screen: standardOutput });

async function run(given: Arguments, io: Io, world: World): Promise<ExitCode> {
  refuseMistakes(given);
  const asked = requestOf(given);
  const name = one(given, 'stack');
  const stack = name === undefined ? undefined : await stackOf(name, given, world);
  const request = placed(asked, given, stack);
  const parameters = await givenParameters(request.parameters, request.parameterFile, io.stdin);
  const before = await beforeOf(given, request, parameters, stack, io);
  const { findings, planned } =
    stack && given.options.has('change-set')
      ? { findings: new Findings(), planned: await changeSetOf(given, stack, world, io) }
      : await plannedSide(request, parameters, stack, io.stdin, before !== undefined);
  io.stderr(report(findings.all, io));
  if (!planned) return 1;
  const made = makePlan(planned, before);
  if (given.options.has('json')) io.stdout(`${JSON.stringify(made, null, 2)}\n`);
  else if (given.options.has('markdown')) io.stdout(markdownOf(made));
  else io.stdout(textOf(made, { ...world.screen(), verbose: given.options.has('verbose') }));
  return exitCode(made, given.options.has(DETAILED));
}

/** 2 says that something changes, where that was asked for: as terraform plan. */
function exitCode(made: Plan, isDetailed: boolean): ExitCode {
  if ((made.comparison?.fails ?? []).length > 0) return 1;
  return isDetailed && hasChanges(made) ? 2 : 0;
}

const clientOf = (given: Arguments, { connect: to }: World) => to({ region: one(given, 'region'), profile: one(given, 'profile') });

const stackOf = async (name: string, given: Arguments, world: World): Promise<Stack> =>
  readStack(name, await clientOf(given, world), { mayBeNew: given.options.has('change-set') });

async function changeSetOf(given: Arguments, stack: Stack, world: World, io: Io): Promise<Planned> {
  const [name, of] = [one(given, 'change-set') ?? '', one(given, 'stack') ?? ''];
  const changeSet = await readChangeSet(name, of, stack, await clientOf(given, world), world.sleep ?? ((pause) => setTimeout(pause)));
  for (const { id, stack: nested, changeSet: own } of changeSet.nested)
    io.stderr(
      `${id} is a nested stack and not part of this plan. For its plan, run safedeploy plan --change-set ${own} --stack ${nested || 'ARN'}\n`,
    );
  return changeSetSide(changeSet, stack);
}

async function beforeOf(
  given: Arguments,
  request: Request,
  parameters: ReadonlyMap<string, string>,
  stack: Stack | undefined,
  io: Io,
): Promise<Before | undefined> {
  const name = one(given, 'stack');
  if (stack && name !== undefined) return stackBefore(name, stack);
  const file = one(given, 'against');
  if (file === undefined) return undefined;
  const own = one(given, 'against-parameters');
  return fileBefore(file, own === undefined ? parameters : await givenParameters([], own, io.stdin), request, io.stdin);
}

function refuseMistakes({ options, positionals }: Arguments): void {
  const has = (name: string) => options.has(name);
  const fromInput = ['parameters', 'against', 'against-parameters'].filter((name) => options.get(name)?.includes('-'));
  const mistakes = [
    ...(has('against') && has('stack') ? ['--against and --stack cannot be combined.'] : []),
    ...(has('against-parameters') && !has('against') ? ['--against-parameters requires --against.'] : []),
    ...(has('profile') && !has('stack') ? ['--profile requires --stack.'] : []),
    ...(has(DETAILED) && !has('against') && !has('stack') ? [`--${DETAILED} requires --against or --stack.`] : []),
    ...(!has('change-set') && positionals.length === 0 ? [missingText(TEMPLATE)] : []),
    ...(has('change-set') && !has('stack') ? ['--change-set requires --stack.'] : []),
    ...(has('change-set') && positionals.length > 0 ? ['--change-set replaces TEMPLATE: pass only one of them.'] : []),
    ...['parameter', 'parameters', 'sam', 'include']
      .filter((name) => has('change-set') && has(name))
      .map((name) => `--${name} cannot be combined with --change-set.`),
    ...(has('json') && has('markdown') ? ['--json and --markdown cannot be combined.'] : []),
    ...(fromInput.length + Number(positionals[0] === '-') > 1 ? ['Standard input can be read only once.'] : []),
  ];
  if (mistakes.length > 0) throw new UsageError(...mistakes);
}
