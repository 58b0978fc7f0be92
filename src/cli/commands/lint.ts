import { connectMetrics } from '../aws/metrics';
import { connect } from '../aws/stack';
import type { Arguments, Command } from '../command';
import type { Finding } from '../diagnostics/findings';
import type { Io } from '../io';
import { github } from '../lint/formats/github';
import { json } from '../lint/formats/json';
import { sarif } from '../lint/formats/sarif';
import { check, type RehearseAll } from '../lint/lintTemplate';
import { severities, withSeverities } from '../lint/severities';
import { givenParameters } from '../parameters/sources';
import { type Screen, standardOutput } from '../plan/screen';
import { LOAD_OPTIONS, Loads, type LoadWorld } from '../rehearse/loads';
import { report } from '../report/report';
import { one, requestOf, TEMPLATE_OPTIONS } from '../template';
import { UsageError } from '../usage';

/** What the command touches beside its Io. */
export interface LintWorld extends LoadWorld {
  readonly screen: () => Screen;
}

/** For programs. */
const FORMATS = { json, sarif, github };

export const lintCommand = (world: LintWorld): Command => ({
  name: 'lint',
  positionals: [{ name: 'TEMPLATE…', text: 'Templates in YAML or JSON, or - for the standard input.', many: true }],
  options: {
    ...TEMPLATE_OPTIONS,
    ...LOAD_OPTIONS,
    severity: {
      value: 'CODE=LEVEL',
      multiple: true,
      text: 'Make a warning or a note an error, a warning, a note, or off. May be repeated.',
    },
    strict: { text: 'Exit with 1 for warnings, too.' },
    notes: { text: 'Show notes as well. json and sarif always hold them.' },
    format: { value: 'FORMAT', choices: ['text', ...Object.keys(FORMATS)], text: 'text, json, sarif or github; text by default.' },
    json: { text: 'Short for --format json.' },
  },
  examples: [
    { text: 'Look at a template before it is deployed:', line: 'safedeploy lint template.yaml' },
    { text: 'Let warnings fail a build, but for one:', line: 'safedeploy lint template.yaml --strict --severity SD3304=off' },
    { text: 'See whether the alarms fit the traffic:', line: 'safedeploy lint template.yaml --traffic 30/min --errors 0.1%' },
    { text: 'Annotate a pull request on GitHub:', line: 'safedeploy lint template.yaml --format github' },
  ],
  run: (given, io) => run(given, io, world),
});

export const lint: Command = lintCommand({ connect, connectMetrics, now: () => new Date(), screen: standardOutput });

async function run(given: Arguments, io: Io, world: LintWorld): Promise<0 | 1> {
  const mistakes: string[] = [];
  const loads = new Loads(given, mistakes);
  if (mistakes.length > 0) throw new UsageError(...mistakes);
  const levels = severities(given.options.get('severity') ?? []);
  const files = [...new Set(given.positionals)];
  const requests = files.map((template) => requestOf({ ...given, positionals: [template] }));
  const [first] = requests;
  if (!first) throw new UsageError('TEMPLATE is missing: Templates in YAML or JSON, or - for the standard input.');
  const parameters = await givenParameters(first.parameters, first.parameterFile, io.stdin);
  const rehearse = TRAFFIC.some((name) => given.options.has(name)) ? await rehearseAll(given, loads, world) : undefined;
  const format = one(given, 'format') ?? (given.options.has('json') ? 'json' : 'text');
  const all: Finding[] = [];
  for (const request of requests) all.push(...withSeverities(await check(request, parameters, io.stdin, rehearse), levels));
  loads.refuseUnknown();
  // people who look at a template every day have read its notes
  const withNotes = given.options.has('notes') || format === 'json' || format === 'sarif';
  const findings = all.filter(({ severity }) => severity !== 'note' || withNotes);
  // findings are what lint is asked for: its result, not a message about it
  io.stdout(format in FORMATS ? FORMATS[format as keyof typeof FORMATS](findings) : report(findings, world.screen()));
  const strict = given.options.has('strict');
  const fails = findings.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'));
  return fails ? 1 : 0;
}

/** What says how much traffic there is. */
const TRAFFIC = ['traffic', 'stack'];
/** Enough for two digits. */
const RUNS = 2_000;

/** The rehearsals that lint judges: of a version that fails one request in four, and of a good one. */
async function rehearseAll(given: Arguments, loads: Loads, world: LoadWorld): Promise<RehearseAll> {
  const { BAD, rehearse } = await import('../../rehearse/rehearse');
  const name = one(given, 'stack');
  const connection = { region: one(given, 'region'), profile: one(given, 'profile') };
  const source = name === undefined ? undefined : { name, client: await world.connect(connection), ...connection };
  return async (functions, deployable) => {
    const known = await loads.of(functions, source, world);
    return functions.flatMap((released) => {
      const load = released.settings.deployment && deployable.has(released.id) ? known.get(released.id) : undefined;
      const rehearsals = load ? rehearse(released, deployable, load, { versions: [BAD], runs: RUNS, seed: 1 }) : [];
      return rehearsals.filter((rehearsal) => rehearsal !== null);
    });
  };
}
