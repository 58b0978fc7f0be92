import { compileOpened, type Request } from '../compile';
import { type Finding, Findings } from '../diagnostics/findings';
import type { Given } from '../parameters/given';
import { opened } from '../read/open';
import { type Format, parse } from '../read/read';
import { Source } from '../read/source';

export interface Checked {
  readonly findings: readonly Finding[];
  /** Why the macro did not look at it. */
  readonly why?: string;
  /** What to do next with the file. `old` is what it was made from, where that is still there. */
  next(file: string, old: string | undefined): readonly string[];
}

const plan = (file: string, old: string | undefined, options = '') => [
  `Next: see what deploying it would change.${old === undefined ? ' OLD is the template that is deployed now.' : ''}`,
  `  safedeploy plan ${file} --against ${old ?? 'OLD'}${options}`,
];

/** What the macro says of the result. It runs where all that comes before it in CloudFormation can run here. */
export function checked(file: string, text: string, format: Format, request: Request, given: Given, missing: readonly string[]): Checked {
  const findings = new Findings();
  const source = new Source(file, text);
  const result = opened({ source, format, root: parse(source, format, findings) }, findings);
  if (missing.length > 0) {
    const options = missing.map((name) => ` --parameter ${name}=…`).join('');
    const why = `Not checked: these parameters have no value: ${missing.join(', ')}.`;
    return { findings: [], why, next: (name, old) => plan(name, old, options) };
  }
  compileOpened(result, request, given, findings);
  const untranslated = findings.all.find(({ code }) => code === 'SD1202');
  if (!untranslated) return { findings: findings.all, next: plan };
  const why = `Not checked: SAM must run first. ${untranslated.remedy}`;
  return { findings: findings.all.filter((one) => one !== untranslated), why, next: plan };
}
