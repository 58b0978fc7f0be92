import { isObject, type JsonObject } from '../template/json';
import type { TransformResult } from '../transform';
import { Findings } from './diagnostics/findings';
import { expand } from './expand/expand';
import { fromFile, fromFlags, type Given } from './parameters/given';
import { parameterValues } from './parameters/values';
import { type Format, load } from './read/read';
import { SourceMap } from './read/sourceMap';
import { FileError } from './usage';

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
  /** undefined where the template can't be read. */
  readonly map: SourceMap | undefined;
  /** The template after the macro; undefined when there are errors. */
  readonly template: JsonObject | undefined;
  readonly results: readonly TransformResult[];
}

/** Reads a template and runs the macro on it as CloudFormation would. Throws a UsageError where the request is wrong. */
export async function compile(request: Request, stdin: AsyncIterable<Uint8Array>): Promise<Compiled> {
  const { region, accountId, macroName: name } = request;
  const given = await givenParameters(request, stdin);
  const findings = new Findings();
  const { source, format, root } = await load(request.template, stdin, findings);
  if (!root) return { format, findings, map: undefined, template: undefined, results: [] };
  const map = new SourceMap(source, root);
  const macro = { name, region, accountId, parameterValues: parameterValues(root.value, given, map, findings) };
  if (isObject(root.value)) return { format, findings, map, ...expand(root.value, macro, map, findings) };
  findings.report('SD1207', map.at([]));
  return { format, findings, map, template: undefined, results: [] };
}

/** Those of the command line count more than those of the file. */
async function givenParameters({ parameters, parameterFile: file }: Request, stdin: AsyncIterable<Uint8Array>): Promise<Given> {
  const flags = fromFlags(parameters);
  if (file === undefined) return flags;
  const findings = new Findings();
  const { root } = await load(file, stdin, findings, 'text');
  if (!root) throw new FileError(findings.all);
  return new Map([...fromFile(file, root.value), ...flags]);
}
