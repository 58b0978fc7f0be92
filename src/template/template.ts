import { asList, groupBy, isObject, type Json, type JsonObject, own } from './json';

/** A resource as far as this macro reads it. What a template may leave out is checked in `shape.ts`. */
export interface Resource extends JsonObject {
  Type: string;
}
export interface Template extends JsonObject {
  Resources: JsonObject;
}

export const FUNCTION = 'AWS::Lambda::Function';

/** The attributes of a resource in which a reference makes it wait for another. */
export const ATTRIBUTES = ['Properties', 'UpdatePolicy', 'CreationPolicy', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];

export const resourceOf = (template: Template, id: string): Resource | undefined => {
  const resource = own(template.Resources, id);
  return isObject(resource) && typeof resource.Type === 'string' ? (resource as Resource) : undefined;
};

export const propertiesOf = (resource: Json | undefined): JsonObject => {
  const properties = own(resource, 'Properties');
  return isObject(properties) ? properties : {};
};

/** Does what a resource stands for outlive it? https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html */
export const isRetained = (resource: Json | undefined): boolean =>
  ['Retain', 'RetainExceptOnCreate'].includes(String(own(resource, 'DeletionPolicy')));

type Entry = readonly [id: string, resource: Resource];
/** Many passes ask for the same, and no template changes. */
const known = new WeakMap<Template, { all: readonly Entry[]; byType: ReadonlyMap<string, readonly Entry[]> }>();

function listed(template: Template) {
  const before = known.get(template);
  if (before) return before;
  const all: Entry[] = [];
  for (const id of Object.keys(template.Resources)) {
    const resource = template.Resources[id];
    if (isObject(resource) && typeof resource.Type === 'string') all.push([id, resource as Resource]);
  }
  const lists = { all, byType: groupBy(all, ([, { Type }]) => Type) };
  known.set(template, lists);
  return lists;
}

/** Every resource that has a type, in the order of the template. `Fn::ForEach::…` keys hold lists and are none. */
export const resources = (template: Template): readonly Entry[] => listed(template).all;

export const resourcesOf = (template: Template, type: string): readonly Entry[] => listed(template).byType.get(type) ?? [];

export const dependsOn = (resource: Json | undefined): string[] =>
  asList(own(resource, 'DependsOn')).filter((id): id is string => typeof id === 'string');

/** The type of a resource of the template; undefined for a parameter or for nothing. */
export type TypeOf = (id: string) => string | undefined;
export const typesOf =
  (template: Template): TypeOf =>
  (id) =>
    resourceOf(template, id)?.Type;
