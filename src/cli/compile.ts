import type { JsonObject, Trail } from '../template/json';
import type { TransformResult } from '../transform/transform';
import { Findings } from './diagnostics/findings';
import { expand } from './expand/expand';
import type { Macro } from './expand/macro';
import type { Given } from './parameters/given';
import { parameterValues } from './parameters/values';
import { open } from './read/open';
import type { Format } from './read/read';
import type { Place } from './read/source';
import type { SourceMap } from './read/sourceMap';

export interface Request {
  /** The file of the template, or `-`. */
  readonly template: string;
  readonly parameters: readonly string[];
  readonly parameterFile: string | undefined;
  readonly region: string;
  readonly accountId: string;
  readonly macroName: string;
}

export interface Compiled {
  readonly format: Format;
  readonly findings: Findings;
  /** undefined where the file can't be read. */
  readonly map: SourceMap | undefined;
  /** The template that the macro got, the macro, and where each part was written; undefined where the file holds no template. */
  readonly input: { readonly root: JsonObject; readonly macro: Macro; readonly at: (path: Trail) => Place } | undefined;
  /** The template after the macro; undefined when there are errors. */
  readonly template: JsonObject | undefined;
  readonly results: readonly TransformResult[];
}

/** Reads a template and runs the macro on it as CloudFormation would. Throws a UsageError where the request is wrong. */
export async function compile(request: Request, given: Given, stdin: AsyncIterable<Uint8Array>): Promise<Compiled> {
  const { region, accountId, macroName: name } = request;
  const findings = new Findings();
  const { format, map, template } = await open(request.template, stdin, findings);
  if (!template) return { format, findings, map, input: undefined, template: undefined, results: [] };
  const { root } = template;
  const macro = { name, region, accountId, parameterValues: parameterValues(root, given, template.map, findings) };
  const { input, at, ...expanded } = expand(root, macro, template.map, findings);
  return { format, findings, map, input: { root: input, macro, at }, ...expanded };
}
