import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Migration, Untouchable } from '../../migrate/migration';
import { isServerless } from '../../migrate/serverless/migrateServerless';
import type { Environment } from '../../template/environment';
import type { JsonObject } from '../../template/json';
import type { Arguments, ExitCode, Option } from '../command';
import type { Request } from '../compile';
import { type Finding, Findings } from '../diagnostics/findings';
import type { Io } from '../io';
import { givenParameters } from '../parameters/sources';
import { opened } from '../read/open';
import { load } from '../read/read';
import { report } from '../report/report';
import { one, requestOf, TEMPLATE_OPTIONS } from '../template';
import { UsageError } from '../usage';
import { replaceFile } from '../write/replaceFile';
import { type Checked, checked } from './checked';
import { decided } from './decided';
import { knownOf } from './environment';
import { findingsOf } from './remarks';

/** What the commands that rewrite a file take. */
export const REWRITE_OPTIONS: Readonly<Record<string, Option>> = {
  out: { value: 'FILE', text: 'The file to write, or - for standard output; default: the input file.' },
  'dry-run': { text: 'Show the changes as a unified diff, without writing anything.' },
  ...TEMPLATE_OPTIONS,
};

export const REWRITE_EXITS =
  '0 done, 1 the file has errors or the macro rejects the result, 2 usage error, 3 partly done: the warnings say what is left.';

interface Rewriting<M extends Migration> {
  decide(root: JsonObject, environment: Environment, macroName: string, untouchable: Untouchable): M;
  /** What was done, in one sentence for each thing. */
  said(migration: M): readonly string[];
  readonly nothing: string;
}

/** Rewrites the author's own file: only what has to change does. Then the macro runs on the result. */
export async function rewrite<M extends Migration>(given: Arguments, io: Io, { decide, said, nothing }: Rewriting<M>): Promise<ExitCode> {
  const request = requestOf(given);
  const out = outOf(given, request);
  const parameters = await givenParameters(request.parameters, request.parameterFile, io.stdin);
  const findings = new Findings();
  const loaded = await load(request.template, io.stdin, findings);
  const { template } = opened(loaded, findings);
  if (!template) return refuse(findings.all, io);
  const { root, map } = template;
  const { environment, missing } = knownOf(root, request, parameters, map, findings);
  const { source, format, hasByteOrderMark } = loaded;
  const { text, migration, stuck } = decided(source.text, format, root, (untouchable) =>
    decide(root, environment, request.macroName, untouchable),
  );
  const remarks = [...findings.all, ...findingsOf([...migration.remarks, ...stuck], map)];
  if (remarks.some(({ severity }) => severity === 'error')) return refuse(remarks, io);
  io.stderr(report(remarks, io));

  const written = `${hasByteOrderMark ? '\uFEFF' : ''}${text}`;
  const before = `${hasByteOrderMark ? '\uFEFF' : ''}${source.text}`;
  const isSame = written === before;
  if (given.options.has('dry-run')) io.stdout(isSame ? '' : diffOf(source.file, before, written));
  else if (out === '-') io.stdout(written);
  else if (out !== undefined || !isSame) await replaceFile(out ?? request.template, written);
  const left = remarks.some(({ severity }) => severity === 'warning') ? 3 : 0;
  if (isSame) {
    io.stderr(`${nothing}\n`);
    return left;
  }
  const target = out === undefined || out === '-' ? source.file : out;
  const result: Checked = isServerless(root)
    ? { findings: [], next: SERVERLESS }
    : checked(target, text, format, request, parameters, missing);
  io.stderr(report(result.findings, io));
  const next = given.options.has('dry-run')
    ? ['Nothing was written. To write the file, run the command without --dry-run.']
    : result.next(target === '<stdin>' ? 'NEW' : target, target === source.file ? undefined : source.file);
  io.stderr(`${[...said(migration), ...(result.why ? [result.why] : []), ...next].join('\n')}\n`);
  return result.findings.some(({ severity }) => severity === 'error') ? 1 : left;
}

const SERVERLESS = () => [
  'Next: run serverless package, and compare the template that it creates with the one that is deployed:',
  '  safedeploy plan .serverless/cloudformation-template-update-stack.json --against OLD',
];

function refuse(findings: readonly Finding[], io: Io): 1 {
  io.stderr(report(findings, io));
  return 1;
}

function outOf(given: Arguments, { template }: Request): string | undefined {
  const out = one(given, 'out');
  const dry = given.options.has('dry-run');
  if (out !== undefined && dry) throw new UsageError('--dry-run and --out cannot be combined.');
  if (out === undefined && !dry && template === '-') {
    throw new UsageError('Standard input cannot be changed in place: add --out FILE, --out - or --dry-run.');
  }
  return out;
}

const diffOf = (file: string, before: string, after: string): string =>
  createTwoFilesPatch(file, file, before, after, undefined, undefined, { context: 3, headerOptions: FILE_HEADERS_ONLY });
