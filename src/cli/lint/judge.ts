import type { Request } from '../compile';
import type { Finding } from '../diagnostics/findings';
import { type Given, shared } from '../parameters/given';
import { readSource } from '../read/bytes';
import type { TemplateFile } from '../templates/find';
import { type ForTemplates, parametersOf } from '../templates/parametersOf';
import { mayBeTemplate } from '../templates/recognise';
import { FileError, UsageError } from '../usage';
import { check, type RehearseAll } from './lintTemplate';

/** What holds for every template of the command line. */
export interface Orders {
  /** Its `template` is each of the files in turn. */
  readonly request: Request;
  readonly given: Given;
  readonly forTemplates: readonly ForTemplates[];
  readonly skipUnmarked: boolean;
  /** Are there many templates, of which not each has every parameter? */
  readonly isFleet: boolean;
}

/** What became of one file. */
export interface Judged {
  readonly file: string;
  /** `other`: it is no template. `refused`: nobody can judge it, for the reasons in `mistakes`. */
  readonly outcome: 'judged' | 'other' | 'unmarked' | 'refused';
  readonly findings: readonly Finding[];
  readonly mistakes: readonly string[];
  /** Names of given parameters that the template has. */
  readonly parameters: readonly string[];
}

type Stdin = AsyncIterable<Uint8Array>;

/** Judges one file. Whatever is wrong with it stops no other. */
export async function judge({ file, isFound }: TemplateFile, orders: Orders, stdin: Stdin, rehearse?: RehearseAll): Promise<Judged> {
  const nothing = { file, findings: [], mistakes: [], parameters: [] };
  try {
    const maySkip = isFound || (orders.skipUnmarked && file !== '-');
    if (maySkip && !mayBeTemplate((await readSource(file, stdin)).source.text)) return { ...nothing, outcome: 'other' };
    const own = await parametersOf(file, orders.forTemplates, orders.given);
    const given: Given = orders.isFleet ? shared(own) : own;
    const findings = await check({ ...orders.request, template: file }, given, stdin, rehearse);
    if (orders.skipUnmarked && findings.some(({ code }) => code === 'SD1201')) return { ...nothing, outcome: 'unmarked' };
    return { ...nothing, outcome: 'judged', findings, parameters: [...(given.shared ?? [])] };
  } catch (fault) {
    if (fault instanceof UsageError) return { ...nothing, outcome: 'refused', mistakes: fault.mistakes };
    if (fault instanceof FileError) return { ...nothing, outcome: 'refused', findings: fault.findings };
    if (!orders.isFleet) throw fault;
    return { ...nothing, outcome: 'refused', mistakes: [`error SD9001  ${(fault as Error).stack}`] };
  }
}
