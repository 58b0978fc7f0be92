import type { Arguments, Command } from '../command';
import type { Finding } from '../diagnostics/findings';
import type { Io } from '../io';
import { github } from '../lint/formats/github';
import { json } from '../lint/formats/json';
import { sarif } from '../lint/formats/sarif';
import { check } from '../lint/lintTemplate';
import { severities, withSeverities } from '../lint/severities';
import { givenParameters } from '../parameters/sources';
import { report } from '../report/report';
import { one, requestOf, TEMPLATE_OPTIONS } from '../template';
import { UsageError } from '../usage';

/** For programs. The text for people goes where the diagnostics of all commands go. */
const FORMATS = { json, sarif, github };

export const lint: Command = {
  name: 'lint',
  summary: 'Says what is wrong with a template, and what may go wrong in its deployments.',
  positionals: [{ name: 'TEMPLATE…', text: 'Templates in YAML or JSON, or - for the standard input.', many: true }],
  options: {
    ...TEMPLATE_OPTIONS,
    severity: {
      value: 'CODE=LEVEL',
      multiple: true,
      text: 'Make a warning or a note an error, a warning, a note, or off. May be repeated.',
    },
    strict: { text: 'Exit with 1 for warnings, too.' },
    notes: { text: 'Show notes as well. json and sarif always hold them.' },
    format: { value: 'FORMAT', choices: ['text', ...Object.keys(FORMATS)], text: 'text, json, sarif or github; text by default.' },
  },
  examples: [
    { text: 'Look at a template before it is deployed:', line: 'safedeploy lint template.yaml' },
    { text: 'Let warnings fail a build, but for one:', line: 'safedeploy lint template.yaml --strict --severity SD3304=off' },
    { text: 'Annotate a pull request on GitHub:', line: 'safedeploy lint template.yaml --format github' },
  ],
  run,
};

async function run(given: Arguments, io: Io): Promise<0 | 1> {
  const levels = severities(given.options.get('severity') ?? []);
  const files = [...new Set(given.positionals)];
  const requests = files.map((template) => requestOf({ ...given, positionals: [template] }));
  const [first] = requests;
  if (!first) throw new UsageError('TEMPLATE is missing: Templates in YAML or JSON, or - for the standard input.');
  const parameters = await givenParameters(first.parameters, first.parameterFile, io.stdin);
  const format = one(given, 'format') ?? 'text';
  const all: Finding[] = [];
  for (const request of requests) all.push(...withSeverities(await check(request, parameters, io.stdin), levels));
  // people who look at a template every day have read its notes
  const withNotes = given.options.has('notes') || format === 'json' || format === 'sarif';
  const findings = all.filter(({ severity }) => severity !== 'note' || withNotes);
  if (format in FORMATS) io.stdout(FORMATS[format as keyof typeof FORMATS](findings));
  else io.stderr(report(findings, io));
  const strict = given.options.has('strict');
  const fails = findings.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'));
  return fails ? 1 : 0;
}
