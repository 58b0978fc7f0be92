import { type Graph, needsOf, reaches } from '../template/graph';
import { asList, type Json, type JsonObject, own, type Trail } from '../template/json';
import { changeAt } from '../template/rewrite';
import type { Resource, Template } from '../template/template';

/** The template as it is being rewritten, and what waits for what in it. The input is never changed. */
export class Draft {
  readonly resources: JsonObject;
  outputs: Json | undefined;

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

  change(trail: Trail, change: (value: Json | undefined) => Json): void {
    const id = String(trail[1]);
    if (trail[0] === 'Resources') this.resources[id] = changeAt(this.resources[id] ?? {}, trail, change, 2);
    else this.outputs = changeAt(this.outputs ?? {}, trail, change, 1);
  }

  /** May `owner` refer to `id`? Not when that would close a circle. If so, the edge counts from now on. */
  refer(owner: string, id: string): boolean {
    const needs = this.graph.get(owner);
    if (!needs || needs.has(id)) return true;
    if (reaches(this.graph, id, owner)) return false;
    needs.add(id);
    return true;
  }

  /** Lets `owner` wait for `id` by DependsOn, unless it does or that would close a circle. Says whether it waits. */
  wait(owner: string, id: string): boolean {
    const needs = this.graph.get(owner);
    if (needs?.has(id)) return true;
    if (!needs || !this.refer(owner, id)) return false;
    this.change(['Resources', owner, 'DependsOn'], (before) => [...asList(before), id]);
    return true;
  }

  dependants(id: string): string[] {
    return Object.keys(this.resources).filter((owner) => asList(own(this.resources[owner], 'DependsOn')).includes(id));
  }
}
