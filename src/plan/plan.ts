import { type Json, own } from '../template/json';
import { MOST_BYTES, MOST_INLINE_BYTES, MOST_RESOURCES } from '../template/quotas';
import { compared } from './compare/compared';
import { PLAN_FORMAT } from './format';
import { plannedFunction } from './functions';
import { type Generated, generatedIn } from './generated';
import { idleMarks } from './idleMarks';
import { leftOutOf } from './leftOut';
import { replacedIn } from './replaced';
import type { Plan } from './schema';
import { type Before, type Planned, releasedIn } from './side';

/** Everything that a template does when it is deployed, as far as it can be known before. Pure, and without any value. */
export function makePlan(planned: Planned, before?: Before): Plan {
  const { input, bytes, deployable, results } = planned;
  const generated = generatedIn(planned);
  const functions = releasedIn(results).map((released) => plannedFunction(released, planned, generated, before));
  const plan: Plan = {
    format: PLAN_FORMAT,
    template: {
      processed: planned.isProcessed ?? false,
      resources: { before: countOf(own(input, 'Resources')), after: countOf(deployable.resources), most: MOST_RESOURCES },
      bytes: {
        file: bytes,
        before: Buffer.byteLength(JSON.stringify(input)),
        after: Buffer.byteLength(JSON.stringify(deployable.template)),
        mostInline: MOST_INLINE_BYTES,
        most: MOST_BYTES,
      },
    },
    functions,
    leftOut: leftOutOf(planned),
    idleMarks: idleMarks(planned),
    renewals: results.flatMap(({ renewals }) => renewals).map(({ from, to, parts }) => ({ from, to, parts: [...parts] })),
    replaced: replacedIn(planned),
    generated: withoutUnknown(generated, functions),
    comparison: null,
  };
  return before ? compared(plan, planned, before) : plan;
}

/** A transform among the resources, or a loop that nobody has expanded, is none itself. */
const countOf = (resources: Json | undefined): number => Object.keys(resources ?? {}).filter((key) => !key.startsWith('Fn::')).length;

/** The logical id of a version is a digest, which is wrong where one of its values is hidden. */
function withoutUnknown(generated: readonly Generated[], functions: Plan['functions']): Plan['generated'] {
  const hidden = new Set(functions.filter(({ version }) => version.id === null).map(({ id }) => id));
  const isHidden = (one: Generated) => one.type === 'AWS::Lambda::Version' && one.function !== null && hidden.has(one.function);
  return generated.map((one) => (isHidden(one) ? { ...one, id: null } : one));
}
