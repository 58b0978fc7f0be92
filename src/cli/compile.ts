import type { JsonObject } from '../template/json';
import type { TransformResult } from '../transform/transform';
import { Findings } from './diagnostics/findings';
import { expand } from './expand/expand';
import type { Macro, OtherTransforms } from './expand/macro';
import type { Places } from './expand/steps';
import type { Given } from './parameters/given';
import { parameterValues } from './parameters/values';
import { type Opened, open } from './read/open';
import type { Format } from './read/read';
import type { SourceMap } from './read/sourceMap';

export interface Request {
  /** The file of the template, or `-`. */
  readonly template: string;
  readonly parameters: readonly string[];
  readonly parameterFile: string | undefined;
  readonly region: string;
  readonly accountId: string;
  readonly macroName: string;
  readonly others?: OtherTransforms;
}

/** Where the macro runs, and what templates call it. */
export type MacroPlace = Pick<Request, 'region' | 'accountId' | 'macroName' | 'others'>;

export interface Compiled {
  readonly format: Format;
  readonly findings: Findings;
  /** undefined where the file can't be read. */
  readonly map: SourceMap | undefined;
  /** The template that the macro got, the macro, and where each part was written; undefined where the file holds no template. */
  readonly input: { readonly root: JsonObject; readonly macro: Macro; readonly at: Places['at'] } | undefined;
  /** The template after the macro; undefined when there are errors. */
  readonly template: JsonObject | undefined;
  readonly results: readonly TransformResult[];
}

/** Reads a template and runs the macro on it as CloudFormation would. Throws a UsageError where the request is wrong. */
export async function compile(request: Request, given: Given, stdin: AsyncIterable<Uint8Array>): Promise<Compiled> {
  const findings = new Findings();
  return compileOpened(await open(request.template, stdin, findings), request, given, findings);
}

/** The same of what is read already. Pure. */
export function compileOpened({ format, map, template }: Opened, place: MacroPlace, given: Given, findings: Findings): Compiled {
  const { region, accountId, macroName: name, others } = place;
  if (!template) return { format, findings, map, input: undefined, template: undefined, results: [] };
  const { root } = template;
  const parameters = parameterValues(root, given, template.map, findings);
  const macro: Macro = { name, region, accountId, parameterValues: parameters, ...(others ? { others } : {}) };
  const { input, at, ...expanded } = expand(root, macro, template.map, findings);
  return { format, findings, map, input: { root: input, macro, at }, ...expanded };
}
