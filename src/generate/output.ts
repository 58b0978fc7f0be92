import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Json, JsonObject } from '../template/json';
import type { Resource, Template } from '../template/template';

/** What is generated, and where it goes: after the resource that it belongs to, or at the end when it is shared. */
export class Output {
  readonly after = new Map<string, [id: string, resource: Resource][]>();
  readonly shared: [id: string, resource: Resource][] = [];
  readonly conditions = new Map<string, Json>();
  private readonly ids = new Set<string>();

  constructor(
    private readonly template: Template,
    private readonly diagnostics: Diagnostics,
  ) {}

  add(id: string, resource: Resource, owner?: string): void {
    if (Object.hasOwn(this.template.Resources, id) || this.ids.has(id)) {
      this.diagnostics.report('SD4004', ['Resources', owner ?? id], { id });
      return;
    }
    this.ids.add(id);
    if (owner === undefined) this.shared.push([id, resource]);
    else if (this.after.has(owner)) this.after.get(owner)?.push([id, resource]);
    else this.after.set(owner, [[id, resource]]);
  }

  /** Every generated resource, in the order in which they were made. */
  *all(): Generator<[id: string, resource: Resource]> {
    for (const added of this.after.values()) yield* added;
    yield* this.shared;
  }

  /** The template's own Conditions with the generated ones after them. */
  conditionsSection(): JsonObject | undefined {
    const own = this.template.Conditions as JsonObject | undefined;
    return this.conditions.size === 0 ? own : { ...own, ...Object.fromEntries(this.conditions) };
  }
}
