import maxBy from 'lodash/maxBy';
import { isObject, type Json, type JsonObject, own, type Trail, valueAt } from '../../template/json';

/** What became of a property of AWS::Serverless::Function under another name. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
  Code: ['CodeUri', 'InlineCode', 'ImageUri'],
  TracingConfig: ['Tracing'],
  DeadLetterConfig: ['DeadLetterQueue'],
  Version: ['AutoPublishAlias'],
  Alias: ['AutoPublishAlias'],
  DeploymentGroup: ['DeploymentPreference'],
  Url: ['FunctionUrlConfig'],
  Role: ['Policies', 'Role'],
};

/** What SAM makes for the whole template, and the event or the property that makes it do so. */
const SHARED: readonly (readonly [RegExp, (properties: JsonObject) => Trail | undefined])[] = [
  [/^ServerlessRestApi/, (properties) => eventOf(properties, 'Api')],
  [/^ServerlessHttpApi/, (properties) => eventOf(properties, 'HttpApi')],
  [
    /^(ServerlessDeploymentApplication|CodeDeployServiceRole)$/,
    (properties) => (own(properties, 'DeploymentPreference') === undefined ? undefined : ['DeploymentPreference']),
  ],
];

/** Where the author wrote what SAM made of it: `made` is SAM's template, `author` the one that SAM got. */
export function samOrigin(author: JsonObject, made: JsonObject): (path: Trail) => Trail {
  const resources = (own(author, 'Resources') ?? {}) as JsonObject;
  return (path) => {
    const [section, id, ...rest] = path;
    if (section !== 'Resources' || id === undefined) return path;
    const name = String(id);
    if (own(resources, name) !== undefined) return inResource(author, ['Resources', name], rest);
    const marked = valueAt(made, ['Resources', name, 'Metadata', 'SamResourceId']);
    if (typeof marked === 'string' && own(resources, marked) !== undefined) return ['Resources', marked];
    const owner = maxBy(
      Object.keys(resources).filter((other) => name.startsWith(other)),
      'length',
    );
    if (owner !== undefined) return ofOwner(author, owner, name.slice(owner.length));
    return ofAll(resources, name) ?? ['Resources'];
  };
}

/** A property of the function itself, or of Globals, where it is written once for all. */
function inResource(author: JsonObject, resource: Trail, rest: Trail): Trail {
  const [section, property, ...inner] = rest;
  if (section !== 'Properties' || property === undefined || !isSam(valueAt(author, resource))) return [...resource, ...rest];
  const names = [String(property), ...(WRITTEN_AS[property] ?? [])];
  const globals: Trail = ['Globals', String(own(valueAt(author, resource), 'Type')).replace('AWS::Serverless::', '')];
  const places = [[...resource, 'Properties'], globals].flatMap((start) => names.map((name) => [...start, name]));
  const exact = places.find((place) => valueAt(author, [...place, ...inner]) !== undefined);
  const found = exact ?? places.find((place) => valueAt(author, place) !== undefined);
  return found === undefined ? [...resource, 'Properties'] : [...found, ...inner];
}

/** `CheckoutNightlyPermission` is what SAM makes of the event Nightly of Checkout. */
function ofOwner(author: JsonObject, owner: string, rest: string): Trail {
  const properties = ['Resources', owner, 'Properties'];
  const events = Object.keys(Object(valueAt(author, [...properties, 'Events'])));
  const event = maxBy(
    events.filter((name) => rest.startsWith(name)),
    'length',
  );
  if (event !== undefined) return [...properties, 'Events', event];
  const kind = Object.keys(WRITTEN_AS).find((name) => rest.startsWith(name));
  const [property] = (WRITTEN_AS[kind ?? ''] ?? []).filter((name) => valueAt(author, [...properties, name]) !== undefined);
  return property === undefined ? ['Resources', owner] : [...properties, property];
}

function ofAll(resources: JsonObject, name: string): Trail | undefined {
  const [, find] = SHARED.find(([ids]) => ids.test(name)) ?? [];
  for (const [id, resource] of Object.entries(resources)) {
    const properties = own(resource, 'Properties');
    const found = isObject(properties) ? find?.(properties) : undefined;
    if (found) return ['Resources', id, 'Properties', ...found];
  }
  return undefined;
}

const isSam = (resource: Json | undefined): boolean => String(own(resource, 'Type')).startsWith('AWS::Serverless::');

function eventOf(properties: JsonObject, type: string): Trail | undefined {
  const events = Object.entries(Object(own(properties, 'Events'))) as [string, Json][];
  const [found] = events.find(([, event]) => own(event, 'Type') === type) ?? [];
  return found === undefined ? undefined : ['Events', found];
}
