import { lint } from '../../lint/lint';
import { Deployable } from '../../plan/side';
import type { Rehearsal } from '../../rehearse/rehearse';
import type { JsonObject } from '../../template/json';
import type { Template } from '../../template/template';
import { Values } from '../../template/values';
import type { TransformResult } from '../../transform/transform';
import type { Released } from '../../version/released';
import { compile, type Request } from '../compile';
import type { Finding } from '../diagnostics/findings';
import type { Macro } from '../expand/macro';
import type { Given } from '../parameters/given';

/** Rehearses the releases of functions whose traffic is known. */
export type RehearseAll = (functions: readonly Released[], deployable: Deployable) => Promise<Rehearsal[]>;

/** All errors of a template, and warnings where there are none: what is not compiled can't be judged. */
export async function check(
  request: Request,
  given: Given,
  stdin: AsyncIterable<Uint8Array>,
  rehearse?: RehearseAll,
): Promise<readonly Finding[]> {
  const { findings, input, template, results } = await compile(request, given, stdin);
  if (!input) return findings.all;
  const rehearsals =
    template && rehearse
      ? await rehearse(
          results.flatMap(({ functions }) => functions),
          new Deployable(template, input.macro),
        )
      : [];
  const warnings = template === undefined ? [] : judge(input.root, results, input.macro, rehearsals);
  const placed = warnings.map(({ path, ...warning }) => ({ ...warning, place: input.at(path) }));
  return [...findings.all, ...placed].sort((a, b) => a.place.start - b.place.start);
}

/** A template may call the macro several times: what one call marks is no concern of another. */
const judge = (template: JsonObject, results: readonly TransformResult[], macro: Macro, rehearsals: readonly Rehearsal[]) =>
  lint({
    template: template as Template,
    values: new Values(template, macro),
    environment: macro,
    functions: new Map(results.flatMap(({ functions }) => functions).map((released) => [released.id, released])),
    consumers: results.flatMap(({ consumers }) => consumers),
    untold: results.flatMap(({ untold }) => untold),
    rehearsals,
  });
