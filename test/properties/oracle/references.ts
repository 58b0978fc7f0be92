import { asList, isObject, type Json, type JsonObject } from '../../../src/template/json';

/** Everything that a template names: resources or parameters, conditions, and what must be there first. */
export interface Named {
  readonly ids: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
}

/** Read by hand and not by src/template, which is under test. */
export function namedIn(node: Json | undefined): Named {
  const ids = new Set<string>();
  const conditions = new Set<string>();
  const visit = (value: Json): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const [first, second] = asList(inner);
      if (key === 'Ref') ids.add(String(inner));
      else if (key === 'Fn::GetAtt') ids.add(String(first).split('.')[0] ?? '');
      else if (key === 'Fn::Sub') {
        for (const [, name = ''] of String(first).matchAll(/\$\{([^!}][^}]*)\}/g)) {
          if (!isObject(second) || !Object.hasOwn(second, name)) ids.add(name.split('.')[0] ?? '');
        }
      } else if (key === 'Fn::If' || (key === 'Condition' && typeof inner === 'string')) conditions.add(String(first));
      visit(inner);
    }
  };
  if (node !== undefined) visit(node);
  return { ids, conditions };
}

const WAITING = ['Properties', 'UpdatePolicy', 'CreationPolicy', 'Metadata'];

/** What each resource waits for. */
export function waiting({ Resources }: JsonObject): Map<string, Set<string>> {
  const resources = Resources as JsonObject;
  return new Map(
    Object.entries(resources).map(([id, resource]) => {
      const ids = WAITING.flatMap((attribute) => [...namedIn((resource as JsonObject)[attribute]).ids]);
      const depends = asList((resource as JsonObject).DependsOn).map(String);
      return [id, new Set([...ids, ...depends].filter((other) => Object.hasOwn(resources, other)))];
    }),
  );
}

/** The resources that can never be made, because they wait for each other: what is left when all others are made. */
export function stuck(template: JsonObject): string[] {
  const left = waiting(template);
  for (let made = true; made; ) {
    made = false;
    for (const [id, needs] of left) {
      if ([...needs].some((other) => left.has(other))) continue;
      left.delete(id);
      made = true;
    }
  }
  return [...left.keys()];
}

/** Does one resource wait for another, directly or not? */
export function reaches(graph: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const id of seen) for (const next of graph.get(id) ?? []) seen.add(next);
  return seen.has(to);
}
