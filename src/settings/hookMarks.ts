import { ifParts, intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, own, sortedJson } from '../template/json';
import { referencedIds } from '../template/references';
import { FUNCTION, propertiesOf, resourcesOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import type { Mark, Statements } from './marks';

/** The functions of the template that Hooks settings name, by reference or by their own name. What checks send is none. */
export function hookFunctions(template: Template, marks: ReadonlyMap<string, Mark>, defaults: Statements, values: Values): Set<string> {
  const said = [defaults, ...[...marks.values()].map(({ statements }) => statements)];
  const hooks = said.flatMap((statements) => namedIn(statements.get('Hooks')?.value));
  const ids = referencedIds(...hooks);
  const spelt = new Set(hooks.map((hook) => sortedJson(values.resolve(hook))));
  for (const [id, lambda] of hooks.length > 0 ? resourcesOf(template, FUNCTION) : []) {
    const name = values.resolve(own(propertiesOf(lambda), 'FunctionName') ?? null);
    if (name !== null && name !== undefined && spelt.has(sortedJson(name))) ids.add(id);
  }
  return ids;
}

/** The hooks of a Hooks setting, in any branch. */
function namedIn(hooks: Json | undefined): Json[] {
  if (hooks === undefined || hooks === null) return [];
  const parts = ifParts(hooks);
  if (parts) return [...namedIn(parts[1]), ...namedIn(parts[2])];
  if (!isObject(hooks) || intrinsicOf(hooks)) return [hooks];
  return [...namedIn(own(hooks, 'PreTraffic')), ...namedIn(own(hooks, 'PostTraffic'))];
}

/**
 * A function that is a hook of another one never gets a gradual deployment by a default: it would have to be deployed before
 * the deployment that it tests. Its own mark may say otherwise.
 */
export function releaseHooksAtOnce(template: Template, marks: ReadonlyMap<string, Mark>, defaults: Statements, values: Values): void {
  const hooks = hookFunctions(template, marks, defaults, values);
  for (const { id, statements, spelling, hasPreference } of marks.values()) {
    const asksForOne = statements.has('Type') || (spelling === 'sam' && hasPreference);
    if (hooks.has(id) && !asksForOne) statements.set('Type', { value: 'None', path: ['Resources', id] });
  }
}
