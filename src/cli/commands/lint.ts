import { connectMetrics } from '../aws/metrics';
import { connect } from '../aws/stack';
import type { Arguments, Command } from '../command';
import type { Io } from '../io';
import { FLEET, judgeInThreads } from '../lint/fleet';
import { github } from '../lint/formats/github';
import { json } from '../lint/formats/json';
import { sarif } from '../lint/formats/sarif';
import { type Judged, judge, type Orders } from '../lint/judge';
import { rehearseAll, TRAFFIC } from '../lint/rehearsed';
import { severities, withSeverities } from '../lint/severities';
import { skippedOf, summaryOf } from '../lint/summary';
import { givenParameters } from '../parameters/sources';
import { type Screen, standardOutput } from '../plan/screen';
import { LOAD_OPTIONS, Loads, type LoadWorld } from '../rehearse/loads';
import { report } from '../report/report';
import { visible } from '../report/terminal';
import { one, requestOf, TEMPLATE_OPTIONS } from '../template';
import { findTemplates, type TemplateFile } from '../templates/find';
import { parametersFor } from '../templates/parametersOf';
import { InputError, UsageError } from '../usage';

/** What the command touches beside its Io. */
interface LintWorld extends LoadWorld {
  readonly screen: () => Screen;
}

/** For programs. */
const FORMATS = { json, sarif, github };

export const lintCommand = (world: LintWorld): Command => ({
  name: 'lint',
  positionals: [
    {
      name: 'TEMPLATE…',
      text: 'Templates in YAML or JSON, folders, or quoted patterns such as "**/*.yaml"; - for standard input.',
      many: true,
    },
  ],
  options: {
    ...TEMPLATE_OPTIONS,
    'parameters-for': {
      value: 'GLOB=FILE',
      multiple: true,
      text: 'A file with parameter values for the matching templates. May be repeated.',
    },
    'skip-unmarked': { text: 'Skip templates that do not use SafeDeploy and files that are not templates. Otherwise, these are errors.' },
    ...LOAD_OPTIONS,
    severity: {
      value: 'CODE=LEVEL',
      multiple: true,
      text: 'Change the level of a warning or note to error, warning, note or off. May be repeated.',
    },
    strict: { text: 'Exit with 1 on warnings, too.' },
    notes: { text: 'Also show notes. json and sarif always include them.' },
    format: { value: 'FORMAT', choices: ['text', ...Object.keys(FORMATS)], text: 'text, json, sarif or github; default: text.' },
    json: { text: 'The same as --format json.' },
  },
  examples: [
    { text: 'Check a template before you deploy it:', line: 'safedeploy lint template.yaml' },
    { text: 'Check every template in a repository:', line: 'safedeploy lint . --skip-unmarked' },
    { text: 'Fail a build on every warning except one:', line: 'safedeploy lint template.yaml --strict --severity SD3304=off' },
    { text: 'Check whether the alarms suit the traffic:', line: 'safedeploy lint template.yaml --traffic 30/min --errors 0.1%' },
    { text: 'Annotate a pull request on GitHub:', line: 'safedeploy lint template.yaml --format github' },
  ],
  exits: '0 no errors, 1 errors (with --strict, also warnings), 2 usage error, or a template that cannot be read.',
  run: (given, io) => run(given, io, world),
});

export const lint: Command = lintCommand({ connect, connectMetrics, now: () => new Date(), screen: standardOutput });

async function run(given: Arguments, io: Io, world: LintWorld): Promise<0 | 1 | 2> {
  const has = (name: string) => given.options.has(name);
  const levels = severities(given.options.get('severity') ?? []);
  const loads = loadsOf(given);
  const files = await findTemplates(given.positionals);
  if (files.length === 0) throw new UsageError('Missing argument TEMPLATE: templates in YAML or JSON, or - for standard input.');
  const orders = await ordersOf(given, files, io);
  const rehearse = TRAFFIC.some(has) ? await rehearseAll(given, loads, world) : undefined;
  const inThreads = io.lintWorker && files.length >= FLEET && !rehearse && !files.some(({ file }) => file === '-');
  const all = io.lintWorker && inThreads ? await judgeInThreads(files, orders, io.lintWorker) : await inTurn(files, orders, io, rehearse);
  if (!orders.isFleet) refuseAll(all);
  if (!orders.skipUnmarked && all.every(({ outcome }) => outcome === 'other'))
    throw new InputError(`None of the files is a CloudFormation template. ${skippedOf(all)}`);
  loads.refuseUnknown();
  refuseForeign(orders, all);

  const format = one(given, 'format') ?? (has('json') ? 'json' : 'text');
  // people who look at a template every day have read its notes
  const withNotes = has('notes') || format === 'json' || format === 'sarif';
  const findings = withSeverities(
    all.flatMap((judged) => judged.findings),
    levels,
  ).filter(({ severity }) => severity !== 'note' || withNotes);
  // findings are what lint is asked for: its result, not a message about it
  if (format in FORMATS) io.stdout(FORMATS[format as keyof typeof FORMATS](findings));
  else io.stdout(report(findings, world.screen(), orders.isFleet ? summaryOf(findings, all) : undefined));
  const refused = all.flatMap(({ file, mistakes }) =>
    mistakes.map((mistake) => `safedeploy lint: ${mistake.startsWith(file) ? '' : `${file}: `}${mistake}\n`),
  );
  io.stderr(visible(refused.join('')));
  if (all.some(({ outcome }) => outcome === 'refused')) return 2;
  return findings.some(({ severity }) => severity === 'error' || (has('strict') && severity === 'warning')) ? 1 : 0;
}

function loadsOf(given: Arguments): Loads {
  const mistakes: string[] = [];
  const loads = new Loads(given, mistakes);
  if (mistakes.length > 0) throw new UsageError(...mistakes);
  return loads;
}

async function ordersOf(given: Arguments, files: readonly TemplateFile[], io: Io): Promise<Orders> {
  const names = files.map(({ file }) => file);
  const request = requestOf({ ...given, positionals: names.includes('-') ? ['-'] : names.slice(0, 1) });
  return {
    request,
    given: await givenParameters(request.parameters, request.parameterFile, io.stdin),
    forTemplates: await parametersFor(given.options.get('parameters-for') ?? [], names),
    skipUnmarked: given.options.has('skip-unmarked'),
    isFleet: files.length > 1 || files.some(({ isFound }) => isFound),
  };
}

async function inTurn(files: readonly TemplateFile[], orders: Orders, io: Io, rehearse: Parameters<typeof judge>[3]): Promise<Judged[]> {
  const all: Judged[] = [];
  for (const file of files) all.push(await judge(file, orders, io.stdin, rehearse));
  return all;
}

/** Of one template, what is wrong is told as every other command tells it. */
function refuseAll(all: readonly Judged[]): void {
  const mistakes = all.flatMap((judged) => judged.mistakes);
  if (mistakes.length > 0) throw new InputError(...mistakes);
}

/** A parameter that no template has is misspelt. */
function refuseForeign({ isFleet, request }: Orders, all: readonly Judged[]): void {
  if (!isFleet || all.some(({ outcome }) => outcome === 'refused')) return;
  const known = new Set(all.flatMap(({ parameters }) => parameters));
  const foreign = request.parameters.map((said) => said.slice(0, said.indexOf('='))).filter((name) => !known.has(name));
  if (foreign.length > 0) throw new InputError(...foreign.map((name) => `No template has a parameter ${name}.`));
}
