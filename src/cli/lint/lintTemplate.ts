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
  const warnings = template === undefined ? [] : judge(input.root, results, input.macro);
  const placed = warnings.map(({ path, ...warning }) => ({ ...warning, place: map.at(path) }));
  return [...findings.all, ...placed].sort((a, b) => a.place.start - b.place.start);
}

/** A template may call the macro several times: what one call marks is no concern of another. */
const judge = (template: JsonObject, results: readonly TransformResult[], macro: Macro) =>
  lint({
    template: template as Template,
    values: new Values(template, macro),
    environment: macro,
    functions: new Map(results.flatMap(({ functions }) => functions).map((released) => [released.id, released])),
    consumers: results.flatMap(({ consumers }) => consumers),
    untold: results.flatMap(({ untold }) => untold),
  });
