import { lint } from '../../lint/lint';
import { Deployable } from '../../plan/side';
import type { Rehearsal } from '../../rehearse/rehearse';
import type { JsonObject } from '../../template/json';
import type { Template } from '../../template/template';
import { Values } from '../../template/values';
import type { TransformResult } from '../../transform/transform';
import type { Released } from '../../version/released';
import { type Compiled, compile, type Request } from '../compile';
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
  const compiled = await compile(request, given, stdin);
  const { input, template, results } = compiled;
  const rehearsals =
    template && input && rehearse
      ? await rehearse(
          results.flatMap(({ functions }) => functions),
          new Deployable(template, input.macro),
        )
      : [];
  return judged(compiled, rehearsals);
}

/** The same of what is compiled already. Pure. */
export function judged({ findings, map, input, template, results }: Compiled, rehearsals: readonly Rehearsal[] = []): readonly Finding[] {
  const found = findings.all.map(withoutSam);
  if (!map || !input) return found;
  const warnings = template === undefined ? [] : judge(input.root, template, results, input.macro, rehearsals);
  const placed = warnings.map(({ path, ...warning }) => ({ ...warning, place: input.at(path) }));
  return [...found, ...placed].sort((a, b) => a.place.start - b.place.start);
}

/** The marks are checked without SAM as well, and that the rest is not is no fault of the template. */
const withoutSam = (finding: Finding): Finding => (finding.code === 'SD1202' ? { ...finding, severity: 'warning' } : finding);

/** A template may call the macro several times: what one call marks is no concern of another. */
const judge = (
  template: JsonObject,
  output: JsonObject,
  results: readonly TransformResult[],
  macro: Macro,
  rehearsals: readonly Rehearsal[],
) =>
  lint({
    template: template as Template,
    output: output as Template,
    values: new Values(template, macro),
    environment: macro,
    functions: new Map(results.flatMap(({ functions }) => functions).map((released) => [released.id, released])),
    consumers: results.flatMap(({ consumers }) => consumers),
    untold: results.flatMap(({ untold }) => untold),
    rehearsals,
  });
