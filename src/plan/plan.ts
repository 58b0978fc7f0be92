import { own } from '../template/json';
import { compared } from './compare/compared';
import { plannedFunction } from './functions';
import { generatedIn } from './generated';
import { replacedIn } from './replaced';
import { PLAN_FORMAT, type Plan } from './schema';
import { type Before, type Planned, releasedIn } from './side';

/** aws-facts 5 */
const MOST_RESOURCES = 500;
const MOST_INLINE_BYTES = 51_200;
const MOST_BYTES = 1_000_000;

/** Everything that a template does when it is deployed, as far as it can be known before. Pure, and without any value. */
export function makePlan(planned: Planned, before?: Before): Plan {
  const { input, bytes, deployable, results } = planned;
  const generated = generatedIn(planned);
  const count = Object.keys(own(input, 'Resources') ?? {}).length;
  const plan: Plan = {
    format: PLAN_FORMAT,
    template: {
      resources: { before: count, after: Object.keys(deployable.resources).length, most: MOST_RESOURCES },
      bytes: {
        before: bytes,
        after: Buffer.byteLength(JSON.stringify(deployable.template)),
        mostInline: MOST_INLINE_BYTES,
        most: MOST_BYTES,
      },
    },
    functions: releasedIn(results).map((released) => plannedFunction(released, planned, generated)),
    renewals: results
      .flatMap(({ renewals }) => renewals)
      .filter(({ from, to }) => !before || (before.deployable.has(from) && !before.deployable.has(to)))
      .map(({ from, to, parts }) => ({ from, to, parts: [...parts] })),
    replaced: replacedIn(planned, before?.deployable),
    generated,
    comparison: null,
  };
  return before ? compared(plan, planned, before) : plan;
}
