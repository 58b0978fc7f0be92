import type { Moved } from '../callers/apply/move';
import type { Output } from '../generate/output';
import { type Json, type JsonObject, own } from '../template/json';
import { redirectAll } from '../template/rewrite';
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

/** References to a resource that got another logical id, in each resource of a Fn::ForEach too. */
const carryAlong = (node: Json, rename: (id: string) => string): Json =>
  redirectAll(
    node,
    (id, attribute) => (rename(id) === id ? undefined : { id: rename(id), attribute }),
    (id) => [rename(id)],
  );
