import { isObject, type Json, type JsonObject } from '../../../src/template/json';

const MARKS = [
  ...['SafeDeploy', 'Fn::Transform', 'AutoPublishAlias', 'AutoPublishAliasAllProperties', 'AutoPublishCodeSha256', 'DeploymentPreference'],
  ...['PropagateTags', 'ProvisionedConcurrencyConfig', 'VersionDeletionPolicy', 'VersionDescription'],
];

const without = (object: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

const unmarkedMetadata = (holder: JsonObject): JsonObject =>
  isObject(holder.Metadata) ? { ...holder, Metadata: without(holder.Metadata, 'SafeDeploy') } : holder;

/** The template as it would be without SafeDeploy. */
export function unmarked(template: JsonObject): JsonObject {
  const resources = Object.entries(template.Resources as JsonObject).map(([id, resource]): [string, Json] => {
    if (!isObject(resource)) return [id, resource];
    const bare = unmarkedMetadata(resource);
    const isMarkable = resource.Type === 'AWS::Lambda::Function' && isObject(resource.Properties);
    return [id, isMarkable ? { ...bare, Properties: without(resource.Properties as JsonObject, ...MARKS) } : bare];
  });
  return { ...unmarkedMetadata(template), Resources: Object.fromEntries(resources) };
}
