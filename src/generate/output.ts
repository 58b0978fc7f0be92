import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Json, JsonObject } from '../template/json';
import type { Resource, Template } from '../template/template';
import type { Shorthand } from './shorthands';

type Made = [id: string, resource: Resource];

/** What is generated, and where it goes: after the resource that it belongs to, or at the end when it is shared. */
export class Output {
  readonly after = new Map<string, Made[]>();
  readonly shared: Made[] = [];
  readonly conditions = new Map<string, Json>();
  private readonly made = new Map<string, Made>();

  constructor(
    private readonly template: Template,
    private readonly diagnostics: Diagnostics,
    /** Settings may name what is made, as `F.Alias`. */
    private readonly spelledOut: Shorthand,
  ) {}

  add(id: string, resource: Resource, owner?: string): void {
    if (Object.hasOwn(this.template.Resources, id) || this.made.has(id)) {
      this.diagnostics.report('SD4004', ['Resources', owner ?? id], { id });
      return;
    }
    const made: Made = [id, this.spelledOut(resource) as Resource];
    this.made.set(id, made);
    if (owner === undefined) this.shared.push(made);
    else if (this.after.has(owner)) this.after.get(owner)?.push(made);
    else this.after.set(owner, [made]);
  }

  get(id: string): Resource | undefined {
    return this.made.get(id)?.[1];
  }

  change(id: string, change: (resource: Resource) => Resource): void {
    const made = this.made.get(id);
    if (made) made[1] = change(made[1]);
  }

  /** Every generated resource, in the order in which they were made. */
  *all(): Generator<Made> {
    for (const added of this.after.values()) yield* added;
    yield* this.shared;
  }

  /** The template's own Conditions with the generated ones after them. */
  conditionsSection(): JsonObject | undefined {
    const own = this.template.Conditions as JsonObject | undefined;
    return this.conditions.size === 0 ? own : { ...own, ...Object.fromEntries(this.conditions) };
  }
}
