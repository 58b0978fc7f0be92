import { own } from '../../template/json';
import { referencedIds } from '../../template/references';
import { ATTRIBUTES, dependsOn, resources, type Template } from '../../template/template';

/** Who refers to what. The update policy and the DependsOn of an alias count apart from it, because they go where the alias stays. */
export class Users {
  private readonly all = new Map<string, Set<string>>();

  constructor(template: Template) {
    for (const [id, resource] of resources(template)) {
      const others = ATTRIBUTES.filter((name) => name !== 'UpdatePolicy').map((name) => own(resource, name));
      for (const target of referencedIds(...others)) this.add(target, id);
      for (const target of dependsOn(resource)) this.add(target, waitOf(id));
      for (const target of referencedIds(own(resource, 'UpdatePolicy'))) this.add(target, policyOf(id));
    }
    const { Resources, ...sections } = template;
    for (const [name, section] of Object.entries(sections)) for (const target of referencedIds(section)) this.add(target, name);
    const loops = Object.entries(Resources).filter(([key]) => key.startsWith('Fn::'));
    for (const [key, loop] of loops) for (const target of referencedIds(loop)) this.add(target, key);
  }

  private add(target: string, user: string): void {
    const users = this.all.get(target) ?? new Set();
    this.all.set(target, users.add(user));
  }

  /** Those outside of a set of what goes. */
  others(id: string, gone: ReadonlySet<string>): string[] {
    return [...(this.all.get(id) ?? [])].filter((user) => user !== id && !gone.has(user) && !gone.has(user.split('.')[0] ?? ''));
  }
}

/** What the DependsOn of a resource is called among users, and its update policy. */
export const waitOf = (id: string): string => `${id}.DependsOn`;
export const policyOf = (alias: string): string => `${alias}.UpdatePolicy`;
