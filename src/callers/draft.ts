import { type Graph, needsOf, reachable, reaches } from '../template/graph';
import { asList, isObject, type Json, type JsonObject, own, type Trail, valueAt } from '../template/json';
import type { Resource, Template } from '../template/template';

/** The template as it is being rewritten, and what waits for what in it. The input is never changed. */
export class Draft {
  readonly resources: JsonObject;
  outputs: Json | undefined;
  private readonly copies = new WeakSet<object>();

  constructor(
    template: Template,
    readonly graph: Graph,
  ) {
    this.resources = { ...template.Resources };
    this.outputs = template.Outputs;
  }

  /** Makes the edges of what is generated known. All of it first: generated resources refer to each other. */
  addGenerated(generated: Iterable<[id: string, resource: Resource]>): void {
    const all = [...generated];
    for (const [id] of all) this.graph.set(id, this.graph.get(id) ?? new Set());
    for (const [id, resource] of all)
      this.graph.set(
        id,
        needsOf(resource, (other) => this.graph.has(other)),
      );
  }

  /** Changes the value at a place. Containers on the way are copied once; what is not on a way is shared with the input. */
  change(trail: Trail, change: (value: Json | undefined) => Json): void {
    const [section, id, ...rest] = trail;
    let container: JsonObject | Json[] = section === 'Resources' ? this.resources : this.outputsToChange();
    let key = id as string | number;
    for (const next of rest) {
      container = this.owned(container, key);
      key = next;
    }
    this.put(container, key, change(valueAt(container as Json, [key])));
  }

  /** The container at `key`, copied if it is still the author's; made if there is none. */
  private owned(parent: JsonObject | Json[], key: string | number): JsonObject | Json[] {
    const before = valueAt(parent as Json, [key]);
    if (typeof before === 'object' && before !== null && this.copies.has(before)) return before;
    const copy = Array.isArray(before) ? [...before] : isObject(before) ? { ...before } : {};
    this.copies.add(copy);
    this.put(parent, key, copy);
    return copy;
  }

  private put(container: JsonObject | Json[], key: string | number, value: Json): void {
    // a key called __proto__ is a key like any other, but not for an assignment
    if (key === '__proto__') Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
    else if (Array.isArray(container)) container[key as number] = value;
    else container[key] = value;
  }

  private outputsToChange(): JsonObject {
    if (!isObject(this.outputs) || !this.copies.has(this.outputs)) {
      this.outputs = isObject(this.outputs) ? { ...this.outputs } : {};
      this.copies.add(this.outputs);
    }
    return this.outputs;
  }

  /** May `owner` refer to `id`? Not when that would close a circle. If so, the edge counts from now on. */
  refer(owner: string, id: string): boolean {
    const needs = this.graph.get(owner);
    if (!needs || needs.has(id)) return true;
    if (reaches(this.graph, id, owner)) return false;
    needs.add(id);
    return true;
  }

  /** Lets `owner` wait for `id` by DependsOn, unless it does so already or that would close a circle. Says whether it waits. */
  wait(owner: string, id: string): boolean {
    if (reaches(this.graph, owner, id)) return true;
    if (!this.graph.has(owner) || !this.refer(owner, id)) return false;
    this.change(['Resources', owner, 'DependsOn'], (before) => [...asList(before), id]);
    return true;
  }

  /** The same for many, without looking through the whole graph for each of them. */
  waitForAll(owner: string, ids: readonly string[]): void {
    if (!this.graph.has(owner)) return;
    const known = reachable(this.graph, owner);
    const added = ids.filter((id) => {
      if (known.has(id) || !this.refer(owner, id)) return false;
      reachable(this.graph, id, known);
      return true;
    });
    if (added.length > 0) this.change(['Resources', owner, 'DependsOn'], (before) => [...asList(before), ...added]);
  }

  dependants(id: string): string[] {
    return Object.keys(this.resources).filter((owner) => asList(own(this.resources[owner], 'DependsOn')).includes(id));
  }
}
