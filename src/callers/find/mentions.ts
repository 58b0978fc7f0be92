import type { Graph } from '../../template/graph';
import { intrinsicOf } from '../../template/intrinsics';
import { isObject, type Json, own, type Trail } from '../../template/json';
import { eachReference } from '../../template/references';
import { ATTRIBUTES, dependsOn, type Template } from '../../template/template';

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
  readonly functions: readonly string[];
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
  const indexer = new Indexer(template, isMarked, isShorthand, spelled);
  for (const id of Object.keys(template.Resources)) indexer.resource(id, template.Resources[id] as Json);
  for (const [name, output] of Object.entries(isObject(template.Outputs) ? template.Outputs : {})) indexer.output(name, output);
  return indexer;
}

class Indexer implements Index {
  readonly mentions: Mention[] = [];
  readonly shorthands: Shorthand[] = [];
  readonly graph: Graph = new Map();
  private section: Mention['section'] = 'Resources';
  private owner = '';
  private type = '';
  private needs = new Set<string>();
  private trail: (string | number)[] = [];

  constructor(
    private readonly template: Template,
    private readonly isMarked: (id: string) => boolean,
    private readonly isShorthand: (id: string, attribute: string) => boolean,
    private readonly spelled: Spelled | undefined,
  ) {}

  resource(id: string, resource: Json): void {
    this.enter('Resources', id, Array.isArray(resource) ? 'Fn::ForEach' : String(own(resource, 'Type')));
    this.graph.set(id, this.needs);
    for (const attribute of ATTRIBUTES) {
      const value = own(resource, attribute);
      if (value !== undefined) this.walk(value, ['Resources', id, attribute]);
    }
    for (const other of dependsOn(resource)) if (Object.hasOwn(this.template.Resources, other)) this.needs.add(other);
    if (Array.isArray(resource)) this.walk(resource, ['Resources', id]); // Fn::ForEach
  }

  output(name: string, output: Json): void {
    this.enter('Outputs', name, 'Outputs');
    this.walk(output, ['Outputs', name]);
  }

  private enter(section: Mention['section'], owner: string, type: string): void {
    this.section = section;
    this.owner = owner;
    this.type = type;
    this.needs = new Set();
  }

  private walk(root: Json, trail: (string | number)[]): void {
    this.trail = trail;
    this.visit(root);
  }

  private namesIn(path: string, node: Json): Iterable<string> {
    return this.section === 'Resources' ? (this.spelled?.(this.owner, this.type, path, node) ?? []) : [];
  }

  private visit(node: Json): void {
    if (typeof node === 'string') {
      if (this.spelled) this.mention(node, []);
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
    const functions: string[] = [];
    eachReference(node, (id, attribute) => {
      if (this.isShorthand(id, attribute)) this.shorthands.push({ section: this.section, owner: this.owner, id, attribute });
      if (Object.hasOwn(this.template.Resources, id)) this.needs.add(id);
      if (this.isMarked(id) && !functions.includes(id)) functions.push(id);
    });
    this.mention(node, functions);
  }

  private mention(node: Json, functions: string[]): void {
    if (functions.length === 0 && !this.spelled) return;
    const path = propertyPath(this.trail);
    for (const id of this.namesIn(path, node)) if (!functions.includes(id)) functions.push(id);
    if (functions.length === 0) return;
    const { section, owner, type } = this;
    this.mentions.push({ owner, section, type, trail: [...this.trail], path, node, functions });
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
