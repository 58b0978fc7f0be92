import type { Parameter } from '@aws-sdk/client-cloudformation';
import { version } from '../../../package.json';
import { DIGEST_FORMAT } from '../../version/digest';
import type { Arguments, Command, ExitCode } from '../command';
import { type ChangeSet, createChangeSet, deleteChangeSet, holds } from '../install/changeSet';
import { execute } from '../install/execute';
import { changeSetType, type Installed, readInstalled } from '../install/installed';
import { packagedTemplate } from '../install/template';
import { changesText, type Upgrade } from '../install/text';
import { upload } from '../install/upload';
import type { Io } from '../io';
import { OperationFault } from '../operations/fault';
import { CONNECTION_OPTIONS } from '../operations/options';
import { policyText } from '../operations/policies';
import { Reader } from '../operations/read/reader';
import { placeOf } from '../operations/read/stacks';
import { realWorld, type World } from '../operations/world';
import { painter } from '../report/terminal';
import { one } from '../template';

export const STACK_NAME = 'safedeploy';

export const installCommand = (world: World, template: () => string): Command => ({
  name: 'install',
  positionals: [],
  options: {
    's3-bucket': { value: 'BUCKET', text: 'A bucket in the same Region, from which CloudFormation reads the template.' },
    'stack-name': { value: 'NAME', text: `The stack of the macro; default: ${STACK_NAME}.` },
    'macro-name': { value: 'NAME', text: 'The name that templates list under Transform; default: the current name, or SafeDeploy.' },
    'organization-id': { value: 'ID', text: 'The ID of your AWS organization, to let macros in its other accounts call this function.' },
    ...CONNECTION_OPTIONS,
    yes: { text: 'Do not ask for confirmation.' },
    json: { text: 'Write the result as JSON.' },
  },
  examples: [
    {
      text: 'Show what will change, ask for confirmation and install:',
      line: 'safedeploy install --s3-bucket my-bucket --region eu-west-1',
    },
    { text: 'Update in a pipeline:', line: 'safedeploy install --s3-bucket my-bucket --yes' },
    {
      text: 'Install this version next to the one in use:',
      line: 'safedeploy install --s3-bucket my-bucket --stack-name safedeploy-next --macro-name SafeDeployNext',
    },
  ],
  exits:
    '0 installed or up to date, 1 not confirmed or failed, 2 usage or AWS access error, 3 gave up without knowing the outcome, 130 interrupted.',
  policy: policyText('install'),
  run: (given, io) => run(given, io, world, template()),
});

export const install: Command = installCommand(realWorld, packagedTemplate);

async function run(given: Arguments, io: Io, world: World, template: string): Promise<ExitCode> {
  const bucket = one(given, 's3-bucket');
  const stack = one(given, 'stack-name') ?? STACK_NAME;
  if (!bucket) throw new OperationFault('SD1341', { bytes: Buffer.byteLength(template).toLocaleString('en') });
  if (!given.options.has('yes') && !world.ask) throw new OperationFault('SD1322', {});
  const { clock } = world;
  const reader = new Reader(world.connect({ region: one(given, 'region'), profile: one(given, 'profile') }, clock));
  const installed = await readInstalled(reader, stack);
  const type = changeSetType(stack, installed);
  const changeSet = await createChangeSet(reader, clock, {
    stack,
    type,
    url: await upload(reader, template, bucket),
    name: `safedeploy-${version.replaceAll('.', '-')}-${clock.now()}`,
    parameters: parametersOf(given, type === 'UPDATE' ? installed : undefined),
  });
  const upgrade = upgradeOf(stack, changeSet, type === 'UPDATE' ? installed : undefined);
  const end = (outcome: Outcome) => tell(given, io, upgrade, changeSet, outcome);
  if (changeSet.changes.length === 0) return end('unchanged');

  if (!(await holds(reader, changeSet, template))) {
    await deleteChangeSet(reader, changeSet);
    throw new OperationFault('SD1352', { bucket }, 1);
  }
  io.stderr(changesText(upgrade, changeSet.changes, painter(io.colours)));
  if (!given.options.has('yes') && !/^y(es)?$/i.test((await world.ask?.('Execute this change set? [y/N] '))?.trim() ?? '')) {
    await deleteChangeSet(reader, changeSet);
    io.stderr(
      type === 'CREATE'
        ? `Nothing was installed. The stack ${stack} stays empty, in REVIEW_IN_PROGRESS, until you install or delete it.\n`
        : 'Nothing was changed.\n',
    );
    return 1;
  }
  const { signal, release } = world.interruption();
  try {
    const ended = await execute(reader, clock, changeSet, signal);
    if (ended === undefined) {
      io.stderr('Stopped waiting. CloudFormation continues.\n');
      return 130;
    }
    const { status, reasons } = ended;
    if (status === `${type}_COMPLETE`) return end(type === 'CREATE' ? 'installed' : 'updated');
    const said = reasons.length > 0 ? reasons.join('; ') : 'the stack events show the cause';
    throw new OperationFault(type === 'CREATE' ? 'SD1347' : 'SD1348', { stack, status, said }, 1);
  } finally {
    release();
  }
}

type Outcome = 'installed' | 'updated' | 'unchanged';

/** What is not given stays as it was. */
function parametersOf(given: Arguments, installed: Installed | undefined): Parameter[] {
  const named = { MacroName: one(given, 'macro-name'), OrganizationId: one(given, 'organization-id') };
  return Object.entries(named).flatMap(([ParameterKey, ParameterValue]): Parameter[] => {
    if (ParameterValue !== undefined) return [{ ParameterKey, ParameterValue }];
    return installed?.parameters.includes(ParameterKey) ? [{ ParameterKey, UsePreviousValue: true }] : [];
  });
}

function upgradeOf(stack: string, { stackId }: ChangeSet, installed: Installed | undefined): Upgrade {
  const { region, accountId } = placeOf(stackId);
  return { stack, region, accountId, from: installed, to: { version, digestFormat: String(DIGEST_FORMAT) } };
}

const SENTENCES: Readonly<Record<Outcome, string>> = {
  installed: 'is installed',
  updated: 'is installed',
  unchanged: 'is already installed: no changes',
};

function tell(given: Arguments, io: Io, { stack, region, accountId, to }: Upgrade, { changes }: ChangeSet, outcome: Outcome): 0 {
  if (given.options.has('json')) io.stdout(`${JSON.stringify({ stack, region, accountId, ...to, outcome, changes }, null, 2)}\n`);
  else io.stdout(`SafeDeploy ${to.version} ${SENTENCES[outcome]} (stack ${stack}, account ${accountId}, ${region}).\n`);
  return 0;
}
