import { isShorthand } from '../callers/apply/shorthands';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Output } from '../generate/output';
import { bytesOf } from '../template/bytes';
import type { Environment } from '../template/environment';
import { Expansion } from '../template/expansion';
import { cycles, dependencyGraph, type Graph } from '../template/graph';
import { isObject, type Json, own, type Trail } from '../template/json';
import { LONGEST_ID, MOST_BYTES, MOST_RESOURCES } from '../template/quotas';
import { FUNCTION, resourcesOf, type Template } from '../template/template';
import type { Compilation } from '../version/compilation';

/** Nothing is ever taken away, so more than CloudFormation takes is refused before any work. */
export function checkInput(template: Template, diagnostics: Diagnostics): boolean {
  const count = Object.keys(template.Resources).length;
  if (count > MOST_RESOURCES) diagnostics.report('SD4001', [], { count });
  return count <= MOST_RESOURCES;
}

/** Far more than the values of any template need, and far less than a function's memory holds. */
const MOST_CHARACTERS = 5 * MOST_BYTES;

/** Texts that hold each other many times would grow beyond any memory: nothing is resolved before they are counted. */
export function checkExpansion(template: Template, params: Json | undefined, environment: Environment, diagnostics: Diagnostics): boolean {
  const expansion = new Expansion(template, environment);
  const defaults = own(template.Metadata, 'SafeDeploy');
  const sizes: [path: Trail, node: Json | undefined, size: number][] = [
    ...['Resources', 'Conditions', 'Outputs'].flatMap((section) => {
      const values = template[section];
      return Object.entries(isObject(values) ? values : {}).map(([name, node]): (typeof sizes)[number] => [
        [section, name],
        node,
        expansion.of(node),
      ]);
    }),
    // every function reads them
    [['Metadata', 'SafeDeploy'], defaults, expansion.of([defaults ?? null, params ?? null]) * (resourcesOf(template, FUNCTION).length + 1)],
  ];
  const isTooMuch = sizes.reduce((sum, [, , size]) => sum + size, 0) > MOST_CHARACTERS;
  if (!isTooMuch) return true;
  const alone = sizes.filter(([, , size]) => size > MOST_CHARACTERS);
  const largest = sizes.reduce((most, one) => (one[2] > most[2] ? one : most));
  for (const [path, node] of alone.length > 0 ? alone : [largest]) {
    diagnostics.report('SD4010', placeOf(path, node ?? null, expansion));
  }
  return false;
}

/** The innermost value that is too much by itself. */
function placeOf(path: Trail, node: Json, expansion: Expansion): Trail {
  for (const [key, inner] of isObject(node) ? Object.entries(node) : []) {
    if (!key.startsWith('Fn::') && expansion.of(inner) > MOST_CHARACTERS) return placeOf([...path, key], inner, expansion);
  }
  return path;
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
