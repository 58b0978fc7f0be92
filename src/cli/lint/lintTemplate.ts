import { lint } from '../../lint/lint';
import type { JsonObject } from '../../template/json';
import type { Template } from '../../template/template';
import { Values } from '../../template/values';
import type { TransformResult } from '../../transform/transform';
import { compile, type Request } from '../compile';
import type { Finding } from '../diagnostics/findings';
import type { Macro } from '../expand/macro';
import type { Given } from '../parameters/given';

/** All errors of a template, and warnings where there are none: what is not compiled can't be judged. */
export async function check(request: Request, given: Given, stdin: AsyncIterable<Uint8Array>): Promise<readonly Finding[]> {
  const { findings, map, input, template, results } = await compile(request, given, stdin);
  if (!map || !input) return findings.all;
  const warnings = template === undefined ? [] : results.flatMap((result) => judge(input.root, result, input.macro));
  const placed = warnings.map(({ path, ...warning }) => ({ ...warning, place: map.at(path) }));
  return [...findings.all, ...placed].sort((a, b) => a.place.start - b.place.start);
}

const judge = (template: JsonObject, { functions, consumers }: TransformResult, macro: Macro) =>
  lint({
    template: template as Template,
    values: new Values(template, macro),
    environment: macro,
    functions: new Map(functions.map((released) => [released.id, released])),
    consumers,
  });
