import { ifParts, intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, own, sortedJson } from '../template/json';
import { referencedIds } from '../template/references';
import { propertiesOf, resourceOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import type { Mark, Statements } from './marks';

/** The functions that a Hooks setting names, in any branch. What checks send is none of them. */
export function hookFunctions(hooks: Json | undefined): Json[] {
  if (hooks === undefined || hooks === null) return [];
  const parts = ifParts(hooks);
  if (parts) return [...hookFunctions(parts[1]), ...hookFunctions(parts[2])];
  if (!isObject(hooks) || intrinsicOf(hooks)) return [hooks];
  return [...hookFunctions(own(hooks, 'PreTraffic')), ...hookFunctions(own(hooks, 'PostTraffic'))];
}

/**
 * A function that is a hook of another one never gets a gradual deployment by a default: it would have to be deployed before
 * the deployment that it tests. Its own mark may say otherwise.
 */
export function releaseHooksAtOnce(template: Template, marks: ReadonlyMap<string, Mark>, defaults: Statements, values: Values): void {
  const said = [defaults, ...[...marks.values()].map(({ statements }) => statements)];
  const hooks = said.flatMap((statements) => hookFunctions(statements.get('Hooks')?.value));
  const referenced = referencedIds(...hooks);
  const spelt = new Set(hooks.map((hook) => sortedJson(values.resolve(hook))));
  for (const { id, statements, spelling, hasPreference } of marks.values()) {
    const name = values.resolve(own(propertiesOf(resourceOf(template, id)), 'FunctionName'));
    const isHook = referenced.has(id) || (name !== undefined && spelt.has(sortedJson(name)));
    const asksForOne = statements.has('Type') || (spelling === 'sam' && hasPreference);
    if (isHook && !asksForOne) statements.set('Type', { value: 'None', path: ['Resources', id] });
  }
}
