import { implies } from './conditions';
import { type Graph, needsOf, reachable, reaches } from './graph';
import { asList, groupBy, isObject, type Json, type JsonObject, mapValues, own, put, type Trail } from './json';
import { dependsOn, type Resource, type Template } from './template';
import { reference, WAITS } from './waits';

type Section = 'Resources' | 'Outputs';

/** The template as it is being rewritten, and what waits for what in it. The input is never changed. */
export class Draft {
  private readonly changed: Readonly<Record<Section, Map<string, Json>>> = { Resources: new Map(), Outputs: new Map() };
  private readonly copies = new WeakSet<object>();
  /** Whatever somebody waits for. Nothing else can be on a circle. */
  private readonly needed = new Set<string>();
  private readonly conditions = new Map<string, string>();
  private waiting: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(
    private readonly template: Template,
    readonly graph: Graph,
  ) {
    for (const needs of graph.values()) for (const id of needs) this.needed.add(id);
  }

  resource(id: string): Json | undefined {
    return this.read('Resources', id);
  }

  get outputs(): Json | undefined {
    const { Outputs } = this.template;
    return isObject(Outputs) ? mapValues(Outputs, (output, name) => this.changed.Outputs.get(name) ?? output) : Outputs;
  }

  private read(section: Section, name: string): Json | undefined {
    return this.changed[section].get(name) ?? own(this.template[section], name);
  }

  /** Makes the edges of what is generated known. All of it first: generated resources refer to each other. */
  addGenerated(generated: Iterable<[id: string, resource: Resource]>): void {
    const all = [...generated];
    for (const [id, { Condition }] of all) {
      this.graph.set(id, this.graph.get(id) ?? new Set());
      if (typeof Condition === 'string') this.conditions.set(id, Condition);
    }
    const known = (id: string) => this.graph.has(id);
    for (const [id, resource] of all) {
      const needs = needsOf(resource, known);
      this.graph.set(id, needs);
      for (const other of needs) this.needed.add(other);
    }
  }

  /** Changes the value at a place. Containers on the way are copied once; what is not on a way is shared with the input. */
  change(trail: Trail, change: (value: Json | undefined) => Json): void {
    const section = trail[0] as Section;
    const name = String(trail[1]);
    const last = trail.length - 1;
    const before = this.read(section, name);
    const whole = last < 2 ? change(before) : this.owned(before);
    this.changed[section].set(name, whole);
    let container = whole as Container;
    for (let i = 2; i <= last; i++) {
      const key = trail[i] as string | number;
      const inner = at(container, key);
      const after = i === last ? change(inner) : this.owned(inner);
      set(container, key, after);
      container = after as Container;
    }
  }

  /** The container itself, or a copy of it if it is still the author's; a new one if there is none. */
  private owned(before: Json | undefined): Container {
    if (typeof before === 'object' && before !== null && this.copies.has(before)) return before;
    const copy = Array.isArray(before) ? [...before] : isObject(before) ? { ...before } : {};
    this.copies.add(copy);
    return copy;
  }

  /** May `owner` refer to `id`? Not when that would close a circle. If so, the edge counts from now on. */
  refer(owner: string, id: string): boolean {
    const needs = this.graph.get(owner);
    if (!needs || needs.has(id)) return true;
    if (id === owner || (this.needed.has(owner) && reaches(this.graph, id, owner))) return false;
    this.add(needs, id);
    return true;
  }

  /** Lets `owner` refer to what cannot be spelt otherwise, circle or not: the output's check finds circles. */
  referAnyway(owner: string, id: string): void {
    const needs = this.graph.get(owner);
    if (needs) this.add(needs, id);
  }

  private add(needs: Set<string>, id: string): void {
    needs.add(id);
    this.needed.add(id);
  }

  /** Lets `owner` wait for `id`, unless it does so already or that would close a circle. Says whether it waits. */
  wait(owner: string, id: string): boolean {
    if (reaches(this.graph, owner, id)) return true;
    if (!this.graph.has(owner) || !this.refer(owner, id)) return false;
    this.letWait(owner, [id]);
    return true;
  }

  /** The same for many, without looking through the whole graph for each of them. Gives those for which `owner` cannot wait. */
  waitForAll(owner: string, ids: readonly string[]): ReadonlySet<string> {
    if (!this.graph.has(owner)) return new Set(ids);
    const known = reachable(this.graph, owner);
    const added: string[] = [];
    const late = new Set<string>();
    for (const id of ids) {
      if (known.has(id)) continue;
      if (this.refer(owner, id)) added.push(id);
      else late.add(id);
      if (!late.has(id)) reachable(this.graph, id, known);
    }
    this.letWait(owner, added);
    return late;
  }

  /** Who waits by DependsOn in the author's template. */
  dependants(id: string): readonly string[] {
    if (!this.waiting) {
      const waits = Object.keys(this.template.Resources).flatMap((owner) =>
        dependsOn(own(this.template.Resources, owner)).map((on) => ({ owner, on })),
      );
      this.waiting = new Map([...groupBy(waits, ({ on }) => on)].map(([on, all]) => [on, all.map(({ owner }) => owner)]));
    }
    return this.waiting.get(id) ?? [];
  }

  private conditionOf(id: string): string | undefined {
    const condition = this.conditions.get(id) ?? own(this.template.Resources[id], 'Condition');
    return typeof condition === 'string' ? condition : undefined;
  }

  private letWait(owner: string, ids: readonly string[]): void {
    const always: string[] = [];
    const named = dependsOn(this.read('Resources', owner)); // the author may name what is generated
    for (const id of ids) {
      if (named.includes(id)) continue;
      if (this.canDependOn(owner, id)) always.push(id);
      else {
        const wait = reference({ id, condition: this.conditionOf(id) });
        this.change(['Resources', owner, 'Metadata', WAITS], (before) => [...asList(before), wait]);
      }
    }
    if (always.length > 0) this.change(['Resources', owner, 'DependsOn'], (before) => [...asList(before), ...always]);
  }

  /** Is `id` there whenever `owner` is, or did the author depend on something that may be absent in the same way? */
  private canDependOn(owner: string, id: string): boolean {
    const condition = this.conditionOf(id);
    if (condition === undefined || implies(this.template.Conditions, this.conditionOf(owner), condition)) return true;
    return dependsOn(this.read('Resources', owner)).some((other) => this.conditionOf(other) === condition);
  }
}

type Container = JsonObject | Json[];

const at = (container: Container, key: string | number): Json | undefined =>
  Array.isArray(container) ? container[key as number] : own(container, String(key));

function set(container: Container, key: string | number, value: Json): void {
  if (Array.isArray(container)) container[key as number] = value;
  else put(container, String(key), value);
}
