import { Diagnostics } from '../diagnostics/diagnostics';
import { findDefaults, markByName } from '../settings/defaults';
import { findMarks } from '../settings/marks';
import type { Environment } from '../template/environment';
import { asList, isObject, type Json, type JsonObject, own } from '../template/json';
import { type Resource, resources, type Template } from '../template/template';
import { Values } from '../template/values';

export const SAM_FUNCTION = 'AWS::Serverless::Function';

/** What the template says to SafeDeploy already. */
export interface Marked {
  readonly ids: ReadonlySet<string>;
  /** Are there defaults that would reach a function that is marked from now on? */
  readonly hasDefaults: boolean;
}

/** SAM's functions count as the functions that they will be. */
export function asFunctions(template: Template): Template {
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).map(([id, resource]) => {
      if (own(resource, 'Type') !== SAM_FUNCTION) return [id, resource];
      const { Properties: _, ...rest } = resource as Resource; // SAM's settings are not ours
      return [id, { ...rest, Type: 'AWS::Lambda::Function' }];
    }),
  );
  return { ...template, Resources };
}

export function markedIn(template: Template, environment: Environment, macroName: string): Marked {
  const diagnostics = new Diagnostics();
  const all = asFunctions(template);
  const values = new Values(all, environment);
  const params = paramsOf(template.Transform, macroName) ?? paramsOf(own(template.Resources, 'Fn::Transform'), macroName);
  const marks = findMarks(all, values, diagnostics);
  const defaults = findDefaults(all, params, diagnostics);
  markByName(all, defaults, marks, values, diagnostics);
  return { ids: new Set(marks.keys()), hasDefaults: defaults.size > 0 };
}

const paramsOf = (section: Json | undefined, name: string): Json | undefined =>
  asList(section)
    .filter((said) => own(said, 'Name') === name)
    .map((said) => own(said, 'Parameters'))[0];

/** A file that has resources, read as a template. */
export const isTemplate = (root: JsonObject): root is Template => isObject(root.Resources);

export const functionsOf = (template: Template, type: string): [id: string, resource: Resource][] =>
  resources(template).flatMap(([id, resource]) => (resource.Type === type ? [[id, resource]] : []));
