import { Diagnostics } from '../../diagnostics/diagnostics';
import { VERSION_VARIABLE } from '../../generate/hookEnvironment';
import { ifParts, joinParts, mapBranches } from '../../template/intrinsics';
import { isObject, type Json, type JsonObject, own } from '../../template/json';
import { soleReference } from '../../template/references';
import { propertiesOf, type Template } from '../../template/template';
import { type Ingredients, ingredients } from '../../version/digest';
import type { Released } from '../../version/released';
import { STAMP } from '../../version/stamp';
import { keptOfVersion } from '../../version/takenOver';
import type { Deployable } from '../side';

const VERSION = 'AWS::Lambda::Version';

/**
 * What makes up a function's version in a template that came from the macro, in the form in which two of them can be compared:
 * without the stamp and the variables that the macro added. The settings behind it (Revision, AutoPublishCodeSha256) are not
 * in there, so those of the new template stand for both.
 */
export function processedIngredients({ settings, id }: Released, { template, resources, values }: Deployable): Ingredients {
  const resource = own(resources, id);
  const properties = propertiesOf(resource);
  const description = withoutStamp(values.resolve(own(properties, 'Description')));
  const { Description: _, ...others } = properties;
  const plain: JsonObject = { ...others, ...(description === undefined ? {} : { Description: description }) };
  if (properties.Environment !== undefined) plain.Environment = withoutTold(values.resolve(properties.Environment) ?? {});
  const cleaned = { ...template, Resources: { ...resources, [id]: { ...(resource as JsonObject), Properties: plain } } } as Template;
  const [versionId] = versionsOf(id, resources);
  const version = versionId === undefined ? undefined : own(resources, versionId);
  const versionDescription = own(propertiesOf(version), 'Description');
  return ingredients(cleaned, { ...settings, versionDescription }, keptOfVersion(version), values, () => undefined, new Diagnostics());
}

/** Logical ids of the versions of a function. */
export const versionsOf = (id: string, resources: JsonObject): string[] =>
  Object.entries(resources)
    .filter(([, resource]) => own(resource, 'Type') === VERSION && functionOf(resource) === id)
    .map(([versionId]) => versionId);

/** The function of the template that a version or an alias is one of. */
export function functionOf(resource: Json | undefined): string | undefined {
  const target = soleReference(own(propertiesOf(resource), 'FunctionName'));
  return target && (target.attribute === '' || target.attribute === 'Arn') ? target.id : undefined;
}

/** The author's words; undefined when there are none. */
function withoutStamp(description: Json | undefined): Json | undefined {
  if (description === undefined) return undefined;
  if (ifParts(description)) return mapBranches(description, (branch) => withoutStamp(branch) ?? '');
  if (typeof description === 'string') {
    const at = description.lastIndexOf(STAMP);
    return (at < 0 || !description.endsWith(']') ? description : description.slice(0, at).trimEnd()) || undefined;
  }
  const pieces = joinParts(description);
  const last = pieces.findLastIndex((piece) => typeof piece === 'string' && piece.includes(STAMP));
  const text = pieces[last];
  if (typeof text !== 'string') return description;
  const before = [...pieces.slice(0, last), text.slice(0, text.lastIndexOf(STAMP)).trimEnd()].filter((piece) => piece !== '');
  return before.length === 1 ? before[0] : { 'Fn::Join': ['', before] };
}

function withoutTold(environment: Json): Json {
  const variables = own(environment, 'Variables');
  if (!isObject(environment) || !isObject(variables)) return environment;
  const authors = Object.entries(variables).filter(([name]) => !name.startsWith(VERSION_VARIABLE));
  return { ...environment, Variables: Object.fromEntries(authors) };
}
