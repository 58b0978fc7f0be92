import type { Moved } from './callers/move';
import { tellVersions } from './generate/hookEnvironment';
import type { Output } from './generate/output';
import type { Released } from './generate/released';
import { isObject, type Json, type JsonObject, mapValues, own } from './template/json';
import { redirect } from './template/rewrite';
import { propertiesOf, type Template } from './template/template';
import type { Values } from './template/values';
import { stampedDescription } from './version/stamp';

/** Puts the output together: the author's resources in their order, what is generated after what it belongs to. */
export function assemble(
  template: Template,
  functions: ReadonlyMap<string, Released>,
  output: Output,
  moved: Moved,
  values: Values,
): Template {
  tellVersions(template, values, functions, moved.draft);
  const source = moved.draft.resources;
  const renamed = new Map(moved.renewals.map(({ from, to }) => [from, to]));
  const rename = (id: string) => renamed.get(id) ?? id;
  const mentionsRenamed = (id: string) => {
    if (renamed.size > 0) for (const other of moved.draft.graph.get(id) ?? []) if (renamed.has(other)) return true;
    return false;
  };
  const entries: [string, Json][] = [];
  for (const [id, resource] of Object.entries(source)) {
    let result = resource;
    const released = functions.get(id);
    if (released) result = stamped(result as JsonObject, released, values);
    if (mentionsRenamed(id) || (renamed.size > 0 && Array.isArray(resource))) result = carryAlong(result, rename);
    entries.push([rename(id), result]);
    for (const [generatedId, generated] of output.after.get(id) ?? []) {
      entries.push([generatedId, mentionsRenamed(generatedId) ? carryAlong(generated, rename) : generated]);
    }
  }
  const result: JsonObject = { ...template, Resources: Object.fromEntries([...entries, ...output.shared]) };
  const conditions = output.conditionsSection();
  if (conditions !== undefined) result.Conditions = conditions;
  if (moved.draft.outputs !== undefined) result.Outputs = renamed.size > 0 ? carryAlong(moved.draft.outputs, rename) : moved.draft.outputs;
  return result as Template;
}

function stamped(resource: JsonObject, { digest, settings }: Released, values: Values): JsonObject {
  if (!settings.stamp) return resource;
  const properties = propertiesOf(resource);
  const description = stampedDescription(own(properties, 'Description'), digest, settings, values);
  return description === undefined ? resource : { ...resource, Properties: { ...properties, Description: description } };
}

/** References to a resource that got another logical id, in DependsOn too, and in each resource of a Fn::ForEach. */
function carryAlong(node: Json, rename: (id: string) => string): Json {
  return withDependsOn(
    redirect(node, (id, attribute) => (rename(id) === id ? undefined : { id: rename(id), attribute })),
    rename,
  );
}

function withDependsOn(node: Json, rename: (id: string) => string): Json {
  if (Array.isArray(node)) return node.map((item) => withDependsOn(item, rename));
  if (!isObject(node)) return node;
  const isResource = typeof node.Type === 'string';
  return mapValues(node, (value, key) => {
    if (!isResource) return withDependsOn(value, rename);
    if (key !== 'DependsOn') return value;
    return Array.isArray(value)
      ? value.map((id) => (typeof id === 'string' ? rename(id) : id))
      : typeof value === 'string'
        ? rename(value)
        : value;
  });
}
