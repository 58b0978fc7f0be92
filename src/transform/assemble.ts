import type { Moved } from '../callers/apply/move';
import type { Output } from '../generate/output';
import { isObject, type Json, type JsonObject, mapValues, own } from '../template/json';
import { redirect } from '../template/rewrite';
import { propertiesOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import type { Compilation } from '../version/compilation';
import type { Released } from '../version/released';
import { stampedDescription } from '../version/stamp';

/** Puts the output together: the author's resources in their order, what is generated after what it belongs to. */
export function assemble({ template, functions, values }: Compilation, output: Output, moved: Moved): Template {
  const renamed = new Map(moved.renewals.map(({ from, to }) => [from, to]));
  const rename = (id: string) => renamed.get(id) ?? id;
  const mentionsRenamed = (id: string) => {
    const needs = moved.draft.graph.get(id);
    return needs !== undefined && moved.renewals.some(({ from }) => needs.has(from));
  };
  const Resources: JsonObject = {};
  for (const id of Object.keys(template.Resources)) {
    const resource = moved.draft.resource(id) as Json;
    let result = resource;
    const released = functions.get(id);
    if (released) result = stamped(result as JsonObject, released, values);
    if (mentionsRenamed(id) || (renamed.size > 0 && Array.isArray(resource))) result = carryAlong(result, rename);
    Resources[rename(id)] = result;
    for (const [generatedId, generated] of output.after.get(id) ?? []) {
      Resources[generatedId] = mentionsRenamed(generatedId) ? carryAlong(generated, rename) : generated;
    }
  }
  for (const [id, resource] of output.shared) Resources[id] = resource;
  const result: JsonObject = { ...template, Resources };
  const conditions = output.conditionsSection();
  if (conditions !== undefined) result.Conditions = conditions;
  const { outputs } = moved.draft;
  if (outputs !== undefined) result.Outputs = renamed.size > 0 ? carryAlong(outputs, rename) : outputs;
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
