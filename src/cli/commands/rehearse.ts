import { writeFile } from 'node:fs/promises';
import { type Deployable, releasedIn } from '../../plan/side';
import type { Load } from '../../rehearse/load';
import type { Rehearsal } from '../../rehearse/rehearse';
import type { Released } from '../../version/released';
import { connectMetrics } from '../aws/metrics';
import { placed } from '../aws/placed';
import { connect, readStack, type Stack } from '../aws/stack';
import type { Arguments, Command } from '../command';
import type { Io } from '../io';
import { givenParameters } from '../parameters/sources';
import { type Screen, standardOutput } from '../plan/screen';
import { plannedSide } from '../plan/sides';
import { type AskedStack, LOAD_OPTIONS, Loads, type LoadWorld } from '../rehearse/loads';
import { Versions } from '../rehearse/versions';
import { report } from '../report/report';
import { one, requestOf, TEMPLATE, TEMPLATE_OPTIONS } from '../template';
import { InputError, UsageError } from '../usage';

/** What the command touches beside its Io. */
interface RehearseWorld extends LoadWorld {
  readonly screen: () => Screen;
}

export const rehearseCommand = (world: RehearseWorld): Command => ({
  name: 'rehearse',
  positionals: [TEMPLATE],
  options: {
    ...LOAD_OPTIONS,
    fault: {
      value: 'PERCENT',
      multiple: true,
      text: 'The error rate of a bad version, also by function; default: 1%, 5%, 25% and 100%. May be repeated.',
    },
    latency: {
      value: 'FACTOR',
      multiple: true,
      text: 'How much longer a slow version takes, such as 2x; also by function. May be repeated.',
    },
    ...TEMPLATE_OPTIONS,
    runs: { value: 'N', text: 'The number of rehearsals of each version; default: 10000.' },
    seed: { value: 'N', text: 'The seed of the random numbers; the same seed gives the same result.' },
    json: { text: 'Write JSON, as described in docs/rehearsal.md.' },
    html: { value: 'FILE', text: 'Also write an HTML page with charts.' },
  },
  examples: [
    {
      text: 'With 30 requests per minute, one in a thousand of which fails today:',
      line: 'safedeploy rehearse template.yaml --traffic 30/min --errors 0.1%',
    },
    {
      text: 'With the traffic of two functions, and a version that fails one request in ten:',
      line: 'safedeploy rehearse template.yaml --traffic Checkout=5/s --traffic Search=400/h --fault 10%',
    },
    {
      text: 'With the traffic of a deployed stack at this time of day:',
      line: 'safedeploy rehearse template.yaml --stack shop --html rehearsal.html',
    },
  ],
  run: (given, io) => run(given, io, world),
});

export const rehearse: Command = rehearseCommand({ connect, connectMetrics, now: () => new Date(), screen: standardOutput });

/** Of the JSON. */
const FORMAT = 1;

async function run(given: Arguments, io: Io, world: RehearseWorld): Promise<0 | 1> {
  const mistakes: string[] = [];
  const loads = new Loads(given, mistakes);
  const versions = new Versions(given, mistakes);
  if (mistakes.length > 0) throw new UsageError(...mistakes);
  const source = await sourceOf(given, world);
  const request = placed(requestOf(given), given, source?.stack);
  const parameters = await givenParameters(request.parameters, request.parameterFile, io.stdin);
  const { findings, planned } = await plannedSide(request, parameters, source?.stack, io.stdin);
  io.stderr(report(findings.all, io));
  if (!planned) return 1;
  const functions = releasedIn(planned.results);
  const known = await loads.of(functions, source && { ...source, region: request.region }, world);
  loads.refuseUnknown();
  const { rehearsals, silent } = await rehearsedAll(functions, planned.deployable, known, versions);
  const file = one(given, 'html');
  if (file !== undefined) await save(file, (await import('../rehearse/page')).pageOf(rehearsals, silent));
  if (given.options.has('json')) io.stdout(`${JSON.stringify({ format: FORMAT, rehearsals }, null, 2)}\n`);
  else io.stdout((await import('../rehearse/text')).textOf(rehearsals, silent, world.screen()));
  return 0;
}

/** A stack that is read, and who reads it. */
async function sourceOf(given: Arguments, world: RehearseWorld): Promise<(AskedStack & { stack: Stack }) | undefined> {
  const name = one(given, 'stack');
  if (name === undefined) return undefined;
  const connection = { region: one(given, 'region'), profile: one(given, 'profile') };
  const client = await world.connect(connection);
  return { name, client, ...connection, stack: await readStack(name, client) };
}

/** All functions that shift traffic; and of the others why they do not. */
async function rehearsedAll(
  functions: readonly Released[],
  deployable: Deployable,
  loads: ReadonlyMap<string, Load>,
  versions: Versions,
): Promise<{ rehearsals: Rehearsal[]; silent: string[] }> {
  const { rehearse: rehearseOne } = await import('../../rehearse/rehearse');
  versions.refuseUnknown(functions.map(({ id }) => id));
  const there = functions.filter(({ id }) => deployable.has(id));
  const deployed = there.filter(({ settings }) => settings.deployment);
  const without = deployed
    .filter(({ id }) => !loads.has(id))
    .map(({ id }) => `The traffic of ${id} is not known: add --traffic ${id}=30/min, for example.`);
  if (without.length > 0) throw new UsageError(...without);
  const rehearsals: Rehearsal[] = [];
  const silent = there
    .filter(({ settings }) => !settings.deployment)
    .map(({ id }) => `${id} moves to a new version at once, without CodeDeploy: there is nothing to rehearse.`);
  for (const released of deployed) {
    const made = rehearseOne(released, deployable, loads.get(released.id) as Load, versions.of(released.id));
    rehearsals.push(...made.filter((rehearsal) => rehearsal !== null));
    if (made.includes(null))
      silent.push(`${released.id} uses a deployment config that is not in the template, so its steps are not known.`);
  }
  return { rehearsals, silent };
}

async function save(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (fault) {
    throw new InputError(`${file} cannot be written (${(fault as NodeJS.ErrnoException).code}).`);
  }
}
