import type { Graph } from './graph';
import { intrinsicOf } from './intrinsics';
import { isObject, isScalar, type Json, own, type Trail } from './json';
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
const SHORTHAND = /^(Version|Alias|DeploymentGroup)(\.|$)/;

export interface Index {
  readonly shorthands: readonly Shorthand[];
  readonly mentions: Mention[];
  /** What each resource of the template waits for. */
  readonly graph: Graph;
}

/** One pass over the template. `spelled` finds functions that a text names without a reference, by their own name. */
export function indexTemplate(
  template: Template,
  isMarked: (id: string) => boolean,
  spelled: (type: string, path: string, node: Json) => Iterable<string> = () => [],
): Index {
  const mentions: Mention[] = [];
  const shorthands: Shorthand[] = [];
  const graph: Graph = new Map();
  for (const [id, resource] of Object.entries(template.Resources)) {
    const needs = new Set<string>();
    graph.set(id, needs);
    const type = own(resource, 'Type');
    const walker = new Walker(
      template,
      isMarked,
      (path, node) => spelled(String(type), path, node),
      needs,
      (trail, path, node, functions) =>
        mentions.push({ owner: id, section: 'Resources', type: String(type), trail, path, node, functions }),
      (of, attribute) => shorthands.push({ section: 'Resources', owner: id, id: of, attribute }),
    );
    for (const attribute of ATTRIBUTES) {
      const value = own(resource, attribute);
      if (value !== undefined) walker.walk(value, ['Resources', id, attribute], attribute === 'Properties' ? '' : attribute);
    }
    for (const other of dependsOn(resource)) if (Object.hasOwn(template.Resources, other)) needs.add(other);
    if (Array.isArray(resource)) walker.walk(resource, ['Resources', id], 'Fn::ForEach');
  }
  for (const [name, output] of Object.entries(isObject(template.Outputs) ? template.Outputs : {})) {
    const walker = new Walker(
      template,
      isMarked,
      () => [],
      new Set(),
      (trail, path, node, functions) => mentions.push({ owner: name, section: 'Outputs', type: 'Outputs', trail, path, node, functions }),
      (of, attribute) => shorthands.push({ section: 'Outputs', owner: name, id: of, attribute }),
    );
    walker.walk(output, ['Outputs', name], '');
  }
  return { mentions, shorthands, graph };
}

class Walker {
  private trail: (string | number)[] = [];

  constructor(
    private readonly template: Template,
    private readonly isMarked: (id: string) => boolean,
    private readonly spelled: (path: string, node: Json) => Iterable<string>,
    private readonly needs: Set<string>,
    private readonly found: (trail: Trail, path: string, node: Json, functions: ReadonlySet<string>) => void,
    private readonly shorthand: (id: string, attribute: string) => void,
  ) {}

  walk(root: Json, trail: Trail, path: string): void {
    this.trail = [...trail];
    this.visit(root, path);
  }

  private visit(node: Json, path: string): void {
    if (isScalar(node)) {
      if (typeof node === 'string') this.mention(node, path, new Set(this.spelled(path, node)));
      return;
    }
    if (Array.isArray(node)) {
      const itemPath = path.endsWith('[]') ? path : `${path}[]`;
      for (const [i, item] of node.entries()) this.step(i, item, itemPath);
      return;
    }
    if (!isObject(node)) return;
    const key = intrinsicOf(node);
    if (key === undefined) {
      for (const [name, inner] of Object.entries(node)) this.step(name, inner, path === '' ? name : `${path}.${name}`);
    } else if ((key === 'Fn::If' && Array.isArray(node[key])) || key === 'Fn::ToJsonString') {
      this.trail.push(key);
      const value = node[key] as Json;
      if (key === 'Fn::If') {
        const [, ...branches] = value as Json[];
        for (const [i, branch] of branches.entries()) this.step(i + 1, branch, path);
      } else this.visit(value, path);
      this.trail.pop();
    } else this.expression(node, path);
  }

  private step(key: string | number, node: Json, path: string): void {
    this.trail.push(key);
    this.visit(node, path);
    this.trail.pop();
  }

  private expression(node: Json, path: string): void {
    let functions: Set<string> | undefined;
    eachReference(node, (id, attribute) => {
      if (attribute !== '' && SHORTHAND.test(attribute)) this.shorthand(id, attribute);
      if (Object.hasOwn(this.template.Resources, id)) this.needs.add(id);
      if (this.isMarked(id)) functions = (functions ?? new Set<string>()).add(id);
    });
    for (const id of this.spelled(path, node)) functions = (functions ?? new Set<string>()).add(id);
    this.mention(node, path, functions ?? new Set());
  }

  private mention(node: Json, path: string, functions: ReadonlySet<string>): void {
    if (functions.size > 0) this.found([...this.trail], path, node, functions);
  }
}
