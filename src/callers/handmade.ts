import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Released } from '../generate/released';
import type { Environment } from '../template/environment';
import { type Json, own } from '../template/json';
import { propertiesOf, resourcesOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import { addressesOf } from './address';
import { SpelledNames } from './spelled';

const URL = 'AWS::Lambda::Url';
const HANDMADE = ['AWS::Lambda::Version', 'AWS::Lambda::Alias', URL];

/**
 * An author's own version or alias of a marked function: two resources would publish the same code, which Lambda refuses,
 * and callers of the author's alias would never see a deployment. A Function URL needs a decision (aws-facts 4.4).
 */
export function refuseHandmade(
  template: Template,
  values: Values,
  environment: Environment,
  functions: ReadonlyMap<string, Released>,
  diagnostics: Diagnostics,
): void {
  const names = new SpelledNames(functions.values(), values, environment);
  for (const [id, resource] of HANDMADE.flatMap((type) => resourcesOf(template, type))) {
    const properties = propertiesOf(resource);
    const isUrl = resource.Type === URL;
    if (isUrl && own(properties, 'Qualifier') !== undefined) continue;
    const named = own(properties, isUrl ? 'TargetFunctionArn' : 'FunctionName') ?? null;
    for (const released of unqualifiedIn(named, resource.Condition, functions, names, environment)) {
      if (!isUrl) diagnostics.report('SD5002', ['Resources', released.id], { id, type: resource.Type });
      else if (released.settings.functionUrl === undefined && !released.settings.keep.has(id)) {
        diagnostics.report('SD5001', ['Resources', released.id], { url: id });
      }
    }
  }
}

/** The marked functions that an address names, in whatever spelling, without a qualifier. */
function unqualifiedIn(
  address: Json,
  condition: Json | undefined,
  functions: ReadonlyMap<string, Released>,
  names: SpelledNames,
  environment: Environment,
): Released[] {
  const addresses = addressesOf(address, (id) => functions.has(id), 'value', false, environment);
  const unqualified = [...addresses].flatMap(([id, { edits }]) => (edits.length > 0 ? [id] : []));
  const ids = new Set([...unqualified, ...names.functionsIn(address, condition)]);
  return [...ids].flatMap((id) => functions.get(id) ?? []);
}
