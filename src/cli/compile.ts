import type { JsonObject } from '../template/json';
import type { TransformResult } from '../transform/transform';
import { Findings } from './diagnostics/findings';
import { expand } from './expand/expand';
import type { Macro } from './expand/macro';
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
}

export interface Compiled {
  readonly format: Format;
  readonly findings: Findings;
  /** undefined where the file can't be read. */
  readonly map: SourceMap | undefined;
  /** The template and the macro that ran on it; undefined where the file holds no template. */
  readonly input: { readonly root: JsonObject; readonly macro: Macro } | undefined;
  /** The template after the macro; undefined when there are errors. */
  readonly template: JsonObject | undefined;
  readonly results: readonly TransformResult[];
}

/** Reads a template and runs the macro on it as CloudFormation would. Throws a UsageError where the request is wrong. */
export async function compile(request: Request, given: Given, stdin: AsyncIterable<Uint8Array>): Promise<Compiled> {
  const findings = new Findings();
  return compileOpened(await open(request.template, stdin, findings), request, given, findings);
}

/** The same for a template that was read before. */
export function compileOpened({ format, map, template }: Opened, request: Request, given: Given, findings: Findings): Compiled {
  const { region, accountId, macroName: name } = request;
  if (!template) return { format, findings, map, input: undefined, template: undefined, results: [] };
  const { root } = template;
  const macro = { name, region, accountId, parameterValues: parameterValues(root, given, template.map, findings) };
  return { format, findings, map, input: { root, macro }, ...expand(root, macro, template.map, findings) };
}
