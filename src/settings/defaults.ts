import type { Diagnostics } from '../diagnostics/diagnostics';
import { isObject, type Json, type JsonObject, own, type Trail } from '../template/json';
import { FUNCTION, resourcesOf, type Template } from '../template/template';
import { isDecided, type Values } from '../template/values';
import { hookFunctions } from './hookMarks';
import { itemsOf } from './items';
import { type LeftOut, leftOut } from './leftOut';
import type { Mark, Statements } from './marks';
import { refuseUndecided } from './undecided';

/**
 * Template-wide defaults: Metadata over the transform's Parameters. They mark nothing by themselves;
 * `Functions` among them does, without touching the resources.
 */
export function findDefaults(template: JsonObject, params: Json | undefined, diagnostics: Diagnostics): Statements {
  const defaults: Statements = new Map();
  const add = (value: Json | undefined, path: Trail) => {
    if (value === undefined || value === null) return;
    if (!isObject(value)) return diagnostics.report('SD2001', path);
    for (const [name, inner] of Object.entries(value)) defaults.set(name, { value: inner, path: [...path, name] });
  };
  add(params, ['Transform', 'Parameters']);
  add(own(template.Metadata, 'SafeDeploy'), ['Metadata', 'SafeDeploy']);
  return defaults;
}

/** Adds the marks that `Functions: All` or a list of logical ids makes. Gives what All left out. */
export function markByName(
  template: Template,
  defaults: Statements,
  marks: Map<string, Mark>,
  values: Values,
  diagnostics: Diagnostics,
): readonly LeftOut[] {
  const said = defaults.get('Functions');
  if (!said) return [];
  const secrets = values.secretsIn(said.value);
  for (const parameter of secrets) diagnostics.report('SD2104', said.path, { name: 'Functions', parameter });
  if (secrets.length > 0) return []; // an error about an id would show it
  const value = values.resolve(said.value);
  if (!isDecided(value)) {
    refuseUndecided('Functions', said, values, diagnostics);
    return [];
  }
  const mark = (id: string) => {
    if (!marks.has(id)) marks.set(id, { id, statements: new Map(), spelling: 'own', hasPreference: false });
  };
  if (value === 'All') {
    const left = leftOut(template, hookFunctions(template, marks, defaults, values), values);
    for (const id of marks.keys()) left.delete(id);
    const functions = resourcesOf(template, FUNCTION).map(([id]) => id);
    // where nothing is left that All could mean, those are meant, and refused in words
    if (functions.every((id) => left.has(id))) for (const { id, reason } of left.values()) if (reason === 'released') left.delete(id);
    for (const id of functions) if (!left.has(id)) mark(id);
    return [...left.values()];
  }
  for (const [id, shown] of itemsOf(said, values)) {
    if (own(own(template.Resources, id), 'Type') === FUNCTION) mark(id);
    else diagnostics.report('SD2006', said.path, { id: shown });
  }
  return [];
}
