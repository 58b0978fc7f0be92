import { lint } from '../../lint/lint';
import { isObject, type JsonObject } from '../../template/json';
import type { Template } from '../../template/template';
import { Values } from '../../template/values';
import type { Request } from '../compile';
import { type Finding, Findings } from '../diagnostics/findings';
import { expand } from '../expand/expand';
import type { Macro } from '../expand/macro';
import { fromFile, fromFlags, type Given } from '../parameters/given';
import { parameterValues } from '../parameters/values';
import { load } from '../read/read';
import { SourceMap } from '../read/sourceMap';
import { FileError } from '../usage';

/** All errors of a template, and warnings where there are none: what is not compiled can't be judged. */
export async function check(request: Request, given: Given, stdin: AsyncIterable<Uint8Array>): Promise<readonly Finding[]> {
  const { region, accountId, macroName: name, template: file } = request;
  const findings = new Findings();
  const { source, root } = await load(file, stdin, findings);
  if (!root) return findings.all;
  const map = new SourceMap(source, root);
  if (!isObject(root.value)) {
    findings.report('SD1207', map.at([]));
    return findings.all;
  }
  const macro = { name, region, accountId, parameterValues: parameterValues(root.value, given, map, findings) };
  const { template, results } = expand(root.value, macro, map, findings);
  const warnings = template === undefined ? [] : results.flatMap((result) => judge(root.value as JsonObject, result, macro));
  const placed = warnings.map(({ path, ...warning }) => ({ ...warning, place: map.at(path) }));
  return [...findings.all, ...placed].sort((a, b) => a.place.start - b.place.start);
}

const judge = (template: JsonObject, { functions, consumers }: ReturnType<typeof expand>['results'][number], macro: Macro) =>
  lint({
    template: template as Template,
    values: new Values(template, macro),
    environment: macro,
    functions: new Map(functions.map((released) => [released.id, released])),
    consumers,
  });

/** Those of the command line count more than those of the file. */
export async function givenParameters({ parameters, parameterFile: file }: Request, stdin: AsyncIterable<Uint8Array>): Promise<Given> {
  const flags = fromFlags(parameters);
  if (file === undefined) return flags;
  const findings = new Findings();
  const { root } = await load(file, stdin, findings, 'text');
  if (!root) throw new FileError(findings.all);
  return new Map([...fromFile(file, root.value), ...flags]);
}
