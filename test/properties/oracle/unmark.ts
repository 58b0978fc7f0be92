import { isObject, type Json, type JsonObject } from '../../../src/template/json';

const MARKS = ['SafeDeploy', 'AutoPublishAlias', 'DeploymentPreference', 'PropagateTags', 'VersionDescription', 'AutoPublishCodeSha256'];

const without = (object: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** The template as it would be without SafeDeploy. */
export function unmarked(template: JsonObject): JsonObject {
  const resources = Object.entries(template.Resources as JsonObject).map(([id, resource]): [string, Json] => {
    if (!isObject(resource) || resource.Type !== 'AWS::Lambda::Function') return [id, resource];
    const properties = without(resource.Properties as JsonObject, ...MARKS);
    const bare: JsonObject = { ...resource, Properties: properties };
    return [id, isObject(bare.Metadata) ? { ...bare, Metadata: without(bare.Metadata, 'SafeDeploy') } : bare];
  });
  const Metadata = without(template.Metadata as JsonObject, 'SafeDeploy');
  return { ...template, Metadata, Resources: Object.fromEntries(resources) };
}
