import { type Json, own } from './json';
import { eachReference } from './references';
import { ATTRIBUTES, dependsOn, type Template } from './template';

/** Which resources each resource waits for. Mutable: the caller adds the edges of what it is about to write. */
export type Graph = Map<string, Set<string>>;

export function needsOf(resource: Json | undefined, known: (id: string, attribute: string) => boolean): Set<string> {
  const needs = new Set<string>();
  for (const attribute of ATTRIBUTES) {
    eachReference(own(resource, attribute), (id, of) => {
      if (known(id, of)) needs.add(id);
    });
  }
  for (const id of dependsOn(resource)) if (known(id, '')) needs.add(id);
  return needs;
}

/** `counts` leaves out references that are not what they seem: a shorthand is no reference to its function. */
export function dependencyGraph(template: Template, counts: (id: string, attribute: string) => boolean = () => true): Graph {
  const known = (id: string, attribute: string) => Object.hasOwn(template.Resources, id) && counts(id, attribute);
  return new Map(Object.entries(template.Resources).map(([id, resource]) => [id, needsOf(resource, known)]));
}

/** Does `from` wait for `to`, directly or not? */
export function reaches(graph: Graph, from: string, to: string): boolean {
  if (from === to) return true;
  const seen = new Set([from]);
  const work = [from];
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    const needs = graph.get(id);
    if (needs === undefined) continue;
    if (needs.has(to)) return true;
    for (const next of needs) {
      if (seen.has(next)) continue;
      seen.add(next);
      work.push(next);
    }
  }
  return false;
}

/** Everything that `from` waits for, and itself; added to what is known already. */
export function reachable(graph: Graph, from: string, known = new Set<string>()): Set<string> {
  const work = [from];
  known.add(from);
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    for (const next of graph.get(id) ?? []) {
      if (known.has(next)) continue;
      known.add(next);
      work.push(next);
    }
  }
  return known;
}

/** Groups of resources that wait for each other in a circle, each sorted (Tarjan's algorithm without recursion). */
export function cycles(graph: Graph): string[][] {
  const visits = new Map<string, Visit>();
  const stack: Visit[] = [];
  const found: string[][] = [];
  const enter = (id: string): Visit => {
    const visit = { id, index: visits.size, low: visits.size, onStack: true, next: (graph.get(id) ?? NOTHING).values() };
    visits.set(id, visit);
    stack.push(visit);
    return visit;
  };
  for (const root of graph.keys()) {
    if (visits.has(root)) continue;
    const work = [enter(root)];
    for (let top = work.at(-1); top; top = work.at(-1)) {
      const step = top.next.next();
      if (!step.done) {
        const other = visits.get(step.value);
        if (other?.onStack) top.low = Math.min(top.low, other.index);
        else if (!other && graph.has(step.value)) work.push(enter(step.value));
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent) parent.low = Math.min(parent.low, top.low);
      if (top.low !== top.index) continue;
      const group = stack.splice(stack.lastIndexOf(top));
      for (const visit of group) visit.onStack = false;
      if (group.length > 1 || graph.get(top.id)?.has(top.id)) found.push(group.map(({ id }) => id).sort());
    }
  }
  return found;
}

interface Visit {
  readonly id: string;
  readonly index: number;
  /** The smallest index among those that it leads back to. */
  low: number;
  onStack: boolean;
  readonly next: Iterator<string>;
}
const NOTHING: ReadonlySet<string> = new Set();
