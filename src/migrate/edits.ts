import { isObject, type Json, type JsonObject, own, type Trail } from '../template/json';

/** What an edit writes: a value, what stands elsewhere in the file (its comments and its spelling come along), or a map of these. */
export type Content = { readonly json: Json } | { readonly copy: Trail } | { readonly map: readonly Entry[] };
export type Entry = readonly [key: string, content: Content];

/** One change of a file, by the path of what changes. The paths are those of the file before any change. */
export type Edit =
  /** A new key of a map: after another one, or as the first, or as the last. */
  | {
      readonly do: 'add';
      readonly path: Trail;
      readonly key: string;
      readonly content: Content;
      readonly after?: string;
      readonly first?: true;
    }
  /** A key of a map, or an item of a list. */
  | { readonly do: 'remove'; readonly path: Trail }
  /** One item more. What is no list becomes one. */
  | { readonly do: 'extend'; readonly path: Trail; readonly item: string; readonly first?: true };

/** What stands at a path; undefined where nothing does. */
export function at(root: Json, path: Trail): Json | undefined {
  let node: Json | undefined = root;
  for (const step of path) node = Array.isArray(node) ? node[Number(step)] : own(node, String(step));
  return node;
}

/** A content as plain data. */
export function dataIn(content: Content, root: Json): Json {
  if ('json' in content) return content.json;
  if ('copy' in content) return at(root, content.copy) ?? null;
  return Object.fromEntries(content.map.map(([key, inner]) => [key, dataIn(inner, root)]));
}

/** The data after all edits. This, and nothing else, must be what the changed file holds. */
export function applied(root: Json, edits: readonly Edit[]): Json {
  // not structuredClone: what an alias of YAML shares would change with what it stands for
  const result: Json = JSON.parse(JSON.stringify(root));
  const removed = edits.flatMap((edit) => (edit.do === 'remove' ? [edit.path] : []));
  // the last item of a list first, so that the numbers of the others stay
  for (const path of [...removed].sort((a, b) => Number(b.at(-1)) - Number(a.at(-1)) || 0)) {
    const parent = at(result, path.slice(0, -1));
    const key = path.at(-1) as string | number;
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (isObject(parent)) delete parent[key];
  }
  for (const edit of edits) {
    if (edit.do === 'add') (at(result, edit.path) as JsonObject)[edit.key] = structuredClone(dataIn(edit.content, root));
    if (edit.do === 'extend') extend(result, edit);
  }
  return result;
}

function extend(result: Json, { path, item, first }: Edit & { do: 'extend' }): void {
  const parent = at(result, path.slice(0, -1)) as JsonObject;
  const key = String(path.at(-1));
  const before = parent[key];
  const items = Array.isArray(before) ? before : [before as Json];
  parent[key] = first ? [item, ...items] : [...items, item];
}

/** Removes what stands at these paths, and every map or list that would be empty then. */
export function removal(root: Json, paths: readonly Trail[]): Edit[] {
  const gone = new Map(paths.map((path) => [JSON.stringify(path), path]));
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const path of [...gone.values()]) {
      const parent = path.slice(0, -1);
      const inner = at(root, parent);
      const keys = Array.isArray(inner) ? [...inner.keys()] : Object.keys(inner ?? {});
      if (parent.length === 0 || !keys.every((key) => gone.has(JSON.stringify([...parent, key])))) continue;
      for (const key of keys) gone.delete(JSON.stringify([...parent, key]));
      gone.set(JSON.stringify(parent), parent);
    }
  }
  return [...gone.values()].map((path) => ({ do: 'remove', path }));
}
