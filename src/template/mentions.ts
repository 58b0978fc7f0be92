import type { Graph } from './graph';
import { intrinsicOf } from './intrinsics';
import { isObject, type Json, own, type Trail } from './json';
import { eachReference } from './references';
import { ATTRIBUTES, dependsOn, type Template } from './template';

/** An expression that names one of the functions looked for: the outermost one that is a text. */
export interface Mention {
  /** Logical id of the resource or name of the output. */
  readonly owner: string;
  readonly section: 'Resources' | 'Outputs';
  /** Type of the resource; `Outputs` for an output. */
  readonly type: string;
  /** From the root of the template. */
  readonly trail: Trail;
  /** Names of properties only, `[]` for each list: `Targets[].Arn`. Fn::If does not count. */
  readonly path: string;
  readonly node: Json;
  readonly functions: ReadonlySet<string>;
}

/** A reference to something of a function that only exists once it is released: `F.Version`, `F.Alias.AliasArn`. */
export interface Shorthand {
  readonly section: 'Resources' | 'Outputs';
  readonly owner: string;
  readonly id: string;
  readonly attribute: string;
}

export interface Index {
  readonly shorthands: readonly Shorthand[];
  readonly mentions: Mention[];
  /** What each resource of the template waits for. */
  readonly graph: Graph;
}

/** Finds functions that a text at a place names without a reference, by their own name. */
export type Spelled = (owner: string, type: string, path: string, node: Json) => Iterable<string>;

/** One pass over the template. */
export function indexTemplate(
  template: Template,
  isMarked: (id: string) => boolean,
  isShorthand: (id: string, attribute: string) => boolean,
  spelled?: Spelled,
): Index {
  const mentions: Mention[] = [];
  const shorthands: Shorthand[] = [];
  const graph: Graph = new Map();
  const walker = (section: Mention['section'], owner: string, type: string, needs: Set<string>) =>
    new Walker(
      template,
      isMarked,
      isShorthand,
      spelled && section === 'Resources' ? (path, node) => spelled(owner, type, path, node) : undefined,
      needs,
      (trail, path, node, functions) => mentions.push({ owner, section, type, trail, path, node, functions }),
      (id, attribute) => shorthands.push({ section, owner, id, attribute }),
    );
  for (const id of Object.keys(template.Resources)) {
    const resource = template.Resources[id] as Json;
    const needs = new Set<string>();
    graph.set(id, needs);
    const walk = walker('Resources', id, String(own(resource, 'Type')), needs);
    for (const attribute of ATTRIBUTES) {
      const value = own(resource, attribute);
      if (value !== undefined) walk.walk(value, ['Resources', id, attribute]);
    }
    for (const other of dependsOn(resource)) if (Object.hasOwn(template.Resources, other)) needs.add(other);
    if (Array.isArray(resource)) walk.walk(resource, ['Resources', id]); // Fn::ForEach
  }
  for (const [name, output] of Object.entries(isObject(template.Outputs) ? template.Outputs : {})) {
    walker('Outputs', name, 'Outputs', new Set()).walk(output, ['Outputs', name]);
  }
  return { mentions, shorthands, graph };
}

class Walker {
  private trail: (string | number)[] = [];

  constructor(
    private readonly template: Template,
    private readonly isMarked: (id: string) => boolean,
    private readonly isShorthand: (id: string, attribute: string) => boolean,
    private readonly spelled: ((path: string, node: Json) => Iterable<string>) | undefined,
    private readonly needs: Set<string>,
    private readonly found: (trail: Trail, path: string, node: Json, functions: ReadonlySet<string>) => void,
    private readonly shorthand: (id: string, attribute: string) => void,
  ) {}

  walk(root: Json, trail: Trail): void {
    this.trail = [...trail];
    this.visit(root);
  }

  private visit(node: Json): void {
    if (typeof node === 'string') {
      if (this.spelled) this.mention(node, undefined);
    } else if (Array.isArray(node)) {
      for (let i = 0; i < node.length; i++) this.step(i, node[i] as Json);
    } else if (isObject(node)) {
      const key = intrinsicOf(node);
      if (key === 'Fn::If' || key === 'Fn::ToJsonString') this.inside(key, node[key] as Json);
      else if (key !== undefined) this.expression(node);
      else for (const name in node) this.step(name, node[name] as Json);
    }
  }

  /** The branches of a Fn::If may be lists and maps; each is looked at on its own. */
  private inside(key: 'Fn::If' | 'Fn::ToJsonString', value: Json): void {
    this.trail.push(key);
    if (key === 'Fn::ToJsonString' || !Array.isArray(value)) this.visit(value);
    else for (let i = 1; i < value.length; i++) this.step(i, value[i] as Json);
    this.trail.pop();
  }

  private step(key: string | number, node: Json): void {
    this.trail.push(key);
    this.visit(node);
    this.trail.pop();
  }

  private expression(node: Json): void {
    let functions: Set<string> | undefined;
    eachReference(node, (id, attribute) => {
      if (this.isShorthand(id, attribute)) this.shorthand(id, attribute);
      if (Object.hasOwn(this.template.Resources, id)) this.needs.add(id);
      if (this.isMarked(id)) functions = (functions ?? new Set<string>()).add(id);
    });
    this.mention(node, functions);
  }

  private mention(node: Json, functions: Set<string> | undefined): void {
    if (!functions && !this.spelled) return;
    const path = propertyPath(this.trail);
    let all = functions;
    for (const id of this.spelled?.(path, node) ?? []) all = (all ?? new Set<string>()).add(id);
    if (all) this.found([...this.trail], path, node, all);
  }
}

/** Names of properties from the resource on, `[]` for each list; the attribute `Properties` and Fn::If do not count. */
export function propertyPath(trail: Trail): string {
  let path = '';
  for (let i = 2; i < trail.length; i++) {
    const key = trail[i] as string | number;
    if (key === 'Fn::If') i++;
    else if (typeof key === 'number') path = path.endsWith('[]') ? path : `${path}[]`;
    else if (key !== 'Fn::ToJsonString' && !(i === 2 && key === 'Properties')) path = path === '' ? key : `${path}.${key}`;
  }
  return path;
}
