import { asList, isObject, type Json, type JsonObject, own } from '../../../src/template/json';
import type { TransformInput } from '../../../src/transform/transform';

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';

/** A template from outside with every function marked, and a value for each of its parameters. */
export function markedAll(template: JsonObject): TransformInput {
  const { Transform: _, ...fragment } = template;
  const resources = (isObject(fragment.Resources) ? fragment.Resources : {}) as JsonObject;
  const withUrl = JSON.stringify(Object.values(resources).filter((resource) => own(resource, 'Type') === 'AWS::Lambda::Url'));
  const marked = Object.entries(resources).map(([id, resource]): [string, Json] => {
    if (!isObject(resource) || resource.Type !== 'AWS::Lambda::Function') return [id, resource];
    const SafeDeploy: JsonObject = new RegExp(`"${id}"|\\$\\{${id}\\b`).test(withUrl) ? { FunctionUrl: 'Alias' } : {};
    return [id, { ...resource, Metadata: { ...(isObject(resource.Metadata) ? resource.Metadata : {}), SafeDeploy } }];
  });
  const parameters = isObject(fragment.Parameters) ? fragment.Parameters : {};
  return {
    fragment: { ...fragment, Resources: Object.fromEntries(marked) },
    params: {},
    parameterValues: Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, plausible(name, parameter)])),
    region: REGION,
    accountId: ACCOUNT,
  };
}

/** Its default, the first that is allowed, or a text that is nothing special. */
function plausible(name: string, parameter: Json): Json {
  const type = String(own(parameter, 'Type'));
  const value =
    own(parameter, 'Default') ?? asList(own(parameter, 'AllowedValues'))[0] ?? (type.includes('Number') ? '1' : `value-of-${name}`);
  return /List/.test(type) && !Array.isArray(value) ? String(value).split(',') : Array.isArray(value) ? value : String(value);
}
