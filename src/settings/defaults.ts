import type { Diagnostics } from '../diagnostics/diagnostics';
import { isObject, type Json, type JsonObject, own, type Trail } from '../template/json';
import { referencedIds } from '../template/references';
import { FUNCTION, propertiesOf, resources, resourcesOf, type Template } from '../template/template';
import { isDecided, type Values } from '../template/values';
import { hookFunctions } from './hookMarks';
import { itemsOf } from './items';
import type { Mark, Statements } from './marks';

/**
 * Template-wide defaults: Metadata over the transform's Parameters (spec 1). They mark nothing by themselves;
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

/** Adds the marks that `Functions: All` or a list of logical ids makes. */
export function markByName(
  template: Template,
  defaults: Statements,
  marks: Map<string, Mark>,
  values: Values,
  diagnostics: Diagnostics,
): void {
  const said = defaults.get('Functions');
  if (!said) return;
  const secrets = values.secretsIn(said.value);
  for (const parameter of secrets) diagnostics.report('SD2104', said.path, { name: 'Functions', parameter });
  if (secrets.length > 0) return; // an error about an id would show it
  const value = values.resolve(said.value);
  if (!isDecided(value)) return diagnostics.report('SD2103', said.path, { name: 'Functions' });
  const mark = (id: string) => {
    if (!marks.has(id)) marks.set(id, { id, statements: new Map(), spelling: 'own', hasPreference: false });
  };
  if (value === 'All') {
    const helpers = helperFunctions(template, marks, defaults, values);
    for (const [id] of resourcesOf(template, FUNCTION)) if (!helpers.has(id)) mark(id);
    return;
  }
  for (const [id, shown] of itemsOf(said, values)) {
    if (own(own(template.Resources, id), 'Type') === FUNCTION) mark(id);
    else diagnostics.report('SD2006', said.path, { id: shown });
  }
}

/** Functions that no caller calls for its own sake: hooks, and those that only serve custom resources. */
function helperFunctions(template: Template, marks: ReadonlyMap<string, Mark>, defaults: Statements, values: Values): Set<string> {
  const hooks = [defaults, ...[...marks.values()].map(({ statements }) => statements)].map((said) => said.get('Hooks')?.value);
  return new Set([...hookFunctions(template, hooks, values), ...customResourceHelpers(template)]);
}

/** Whoever a ServiceToken names, and whatever only such helpers refer to, as in the provider framework of CDK. */
function customResourceHelpers(template: Template): Set<string> {
  const helpers = new Set<string>();
  const served = new Set<string>();
  const users = new Map<string, Set<string>>();
  for (const [id, resource] of resources(template)) {
    if (/^AWS::(IAM|Logs)::/.test(resource.Type) || resource.Type === 'AWS::Lambda::Permission') continue;
    const { ServiceToken, ...rest } = propertiesOf(resource);
    for (const target of referencedIds(ServiceToken)) served.add(target);
    for (const target of referencedIds(rest)) if (target !== id) users.set(target, (users.get(target) ?? new Set()).add(id));
  }
  for (let before = -1; before !== helpers.size; ) {
    before = helpers.size;
    for (const id of [...served, ...users.keys()]) {
      const all = [...(users.get(id) ?? [])];
      const onlyHelpers = all.every((user) => helpers.has(user)) && (served.has(id) || all.length > 0);
      if (onlyHelpers && Object.hasOwn(template.Resources, id)) helpers.add(id);
    }
  }
  return helpers;
}
