import type { JsonObject } from '../../../src/template/json';

export const resourcesOf = (template: JsonObject) => template.Resources as Record<string, JsonObject>;

export const idsOf = (type: string, template: JsonObject): string[] =>
  Object.entries(resourcesOf(template)).flatMap(([id, { Type }]) => (Type === type ? [id] : []));

/** A copy of a template with other resources, by logical id. */
export const having = (template: JsonObject, changed: Record<string, JsonObject>): JsonObject => ({
  ...template,
  Resources: { ...resourcesOf(template), ...changed },
});
