import { isShorthand } from '../callers/apply/shorthands';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Output } from '../generate/output';
import { bytesOf } from '../template/bytes';
import { cycles, dependencyGraph, type Graph } from '../template/graph';
import { LONGEST_ID, MOST_BYTES, MOST_RESOURCES } from '../template/quotas';
import type { Template } from '../template/template';
import type { Compilation } from '../version/compilation';

/** Nothing is ever taken away, so more than CloudFormation takes is refused before any work. */
export function checkInput(template: Template, diagnostics: Diagnostics): boolean {
  const count = Object.keys(template.Resources).length;
  if (count > MOST_RESOURCES) diagnostics.report('SD4001', [], { count });
  return count <= MOST_RESOURCES;
}

/** What CloudFormation or Lambda would refuse, said before they do and with the place. */
export function checkOutput(compilation: Compilation, output: Output, graph: Graph, after: Template): void {
  const { diagnostics } = compilation;
  const count = Object.keys(after.Resources).length;
  if (count > MOST_RESOURCES) diagnostics.report('SD4001', [], { count });
  for (const [owner, generated] of output.after) {
    for (const [id] of generated) if (id.length > LONGEST_ID) diagnostics.report('SD4002', ['Resources', owner], { id, length: id.length });
  }
  const bytes = bytesOf(after);
  if (bytes > MOST_BYTES) diagnostics.report('SD4003', [], { bytes });
  if (cycles(graph).length > 0) checkCycles(compilation, after);
}

/** Circular dependencies that the author's template does not have. */
function checkCycles({ template: before, functions, diagnostics }: Compilation, after: Template): void {
  const found = cycles(dependencyGraph(after));
  const known = cycles(dependencyGraph(before, (id, attribute) => !(functions.has(id) && isShorthand(id, attribute))));
  for (const cycle of found) {
    const inherited = known.some((old) => cycle.every((id) => old.includes(id) || !Object.hasOwn(before.Resources, id)));
    if (!inherited) diagnostics.report('SD4006', ['Resources', cycle[0] ?? ''], { ids: cycle.join(', ') });
  }
}
