import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Released } from '../generate/released';
import { own } from '../template/json';
import { soleReference } from '../template/sole';
import { propertiesOf, resources, type Template } from '../template/template';
import type { Values } from '../template/values';

const HANDMADE = new Set(['AWS::Lambda::Version', 'AWS::Lambda::Alias']);

/**
 * An author's own version or alias of a marked function: two resources would publish the same code, which Lambda refuses,
 * and callers of the author's alias would never see a deployment. A Function URL needs a decision (aws-facts 4.4).
 */
export function refuseHandmade(
  template: Template,
  values: Values,
  functions: ReadonlyMap<string, Released>,
  diagnostics: Diagnostics,
): void {
  const names = new Map<string, Released>();
  for (const released of functions.values()) {
    const name = values.resolve(own(propertiesOf(released.resource), 'FunctionName'));
    if (typeof name === 'string') names.set(name, released);
  }
  for (const [id, resource] of resources(template)) {
    const properties = propertiesOf(resource);
    const isUrl = resource.Type === 'AWS::Lambda::Url' && own(properties, 'Qualifier') === undefined;
    if (!HANDMADE.has(resource.Type) && !isUrl) continue;
    const named = own(properties, isUrl ? 'TargetFunctionArn' : 'FunctionName');
    const text = values.resolve(named);
    const target = soleReference(named);
    const released =
      (target && ['', 'Arn'].includes(target.attribute) ? functions.get(target.id) : undefined) ??
      (typeof text === 'string' ? names.get(text) : undefined);
    if (!released) continue;
    if (!isUrl) diagnostics.report('SD5002', ['Resources', released.id], { id, type: resource.Type });
    else if (released.settings.functionUrl === undefined && !released.settings.keep.has(id)) {
      diagnostics.report('SD5001', ['Resources', released.id], { url: id });
    }
  }
  for (const { id, settings } of functions.values()) {
    for (const name of ['keep', 'move'] as const) {
      for (const listed of settings[name]) {
        if (Object.hasOwn(template.Resources, listed)) continue;
        diagnostics.report('SD5003', ['Resources', id], { name: name === 'keep' ? 'Keep' : 'Move', id: listed });
      }
    }
  }
}
